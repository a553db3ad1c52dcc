"""What a benchmark tells the runner."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    name: str  # key in var/bench.json
    ours: Callable[[], float | None]  # its own seconds, or nothing: then the whole of it is timed
    base: Callable[[], None]
    unit: str  # "s"
    about: str  # one sentence
    rounds: int = 5
    base_times: int = 1  # base does one such part of what ours does: its time counts so often
    prepare: Callable[[], None] = lambda: None  # before each run of ours or base, outside the measured time
