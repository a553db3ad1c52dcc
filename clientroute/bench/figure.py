"""What a benchmark tells the runner."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What we do, beside the bare base that it is held against. `about` is one sentence.

    `unit` is "s"; a figure that is no time says its unit, and gives its own value on both sides.
    """

    name: str
    """Its key in var/bench.json."""
    ours: Callable[[], float | None]
    """Gives its own seconds, or nothing: then the whole of it is timed."""
    base: Callable[[], float | None]
    unit: str
    about: str
    rounds: int = 5
    base_times: int = 1
    """The base does one such part of what ours does: its time counts so often."""
    prepare: Callable[[], None] = lambda: None
    """Before each run of ours or base, outside the measured time."""


def seconds(figure: Figure, work: Callable[[], float | None]) -> float:
    """How long one run of `work` takes, after what the figure prepares for it."""
    figure.prepare()
    start = time.perf_counter()
    own = work()
    return time.perf_counter() - start if own is None else own
