"""What each figure was before: ratios kept in the repository, so that what got slower is seen, on any machine."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).parent / "referentie.json"
SLOWER = 0.1
"""A part by which a figure may get worse without a word."""


@dataclass(frozen=True)
class Reference:
    """The ratio to its base that a figure had, and how noisy that is: the part by which rounds differ from it."""

    ratio: float
    noise: float


def reference_of(ours: Sequence[float], base: Sequence[float]) -> Reference:
    """From the seconds of each round, of ours and of the base beside it.

    The noise is the middle of how far rounds lie from the middle one, as a part of it; that of their ratio is known
    only as far as rounds were measured in turns.
    """
    ratios = [one / other for one, other in zip(ours, base, strict=True)]
    middle = statistics.median(ratios)
    apart = statistics.median(abs(each - middle) for each in ratios)
    return Reference(round(statistics.median(ours) / statistics.median(base), 2), round(apart / middle, 3))


def load(file: Path = FILE) -> dict[str, Reference]:
    """The reference of each figure by its name."""
    return {name: Reference(**each) for name, each in json.loads(file.read_text(encoding="utf-8")).items()}


def save(measured: Mapping[str, Reference], file: Path = FILE) -> None:
    """Keep these as what later runs are held against; figures that were not measured keep what they had."""
    kept = {**(load(file) if file.exists() else {}), **measured}
    rows = {name: asdict(kept[name]) for name in sorted(kept)}
    file.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def slower(measured: Mapping[str, Reference], before: Mapping[str, Reference]) -> dict[str, float]:
    """Which figures got worse by more than a tenth, and by more than the noise of both runs; by which part."""
    found = {}
    for name, now in measured.items():
        was = before.get(name)
        if was is None:
            continue
        worse = now.ratio / was.ratio - 1
        if worse > max(SLOWER, now.noise + was.noise):
            found[name] = round(worse, 2)
    return found
