"""`make bench`: every figure beside its base, alternately in one run, written to var/bench.json.

What got worse than it stands in referentie.json is printed; `--onthoud` keeps what was measured as the new reference.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from chassis.log import configure_logging
from clientroute.bench import (
    aanleveren,
    betalen,
    declaratie,
    gebeurtenissen,
    groei,
    grote_323,
    matching,
    melding,
    monitoring,
    naast_elkaar,
    prognose,
    toewijzing,
)
from clientroute.bench.figure import Figure, seconds
from clientroute.bench.referentie import Reference, load, reference_of, save, slower

FIGURES: tuple[Figure, ...] = (
    *grote_323.FIGURES,
    *melding.FIGURES,
    *aanleveren.FIGURES,
    *gebeurtenissen.FIGURES,
    *declaratie.FIGURES,
    *naast_elkaar.FIGURES,
    *groei.FIGURES,
    *betalen.FIGURES,
    *matching.FIGURES,
    *toewijzing.FIGURES,
    *monitoring.FIGURES,
    *prognose.FIGURES,
)
RESULT = Path("var/bench.json")
console = Console()


def measure(figure: Figure) -> tuple[dict[str, object], Reference]:
    """Ours and base by turns, the median of each; memory from a process that runs ours alone."""
    seconds(figure, figure.ours)
    seconds(figure, figure.base)
    ours, base = [], []
    for _ in range(figure.rounds):
        base.append(seconds(figure, figure.base) * figure.base_times)
        ours.append(seconds(figure, figure.ours))
    found = reference_of(ours, base)
    return {
        "ratio": found.ratio,
        "noise": found.noise,
        "ours": round(statistics.median(ours), 4),
        "base": round(statistics.median(base), 4),
        "unit": figure.unit,
        "peak_mb": peak_memory(figure),
        "about": figure.about,
    }, found


def peak_memory(figure: Figure) -> float:
    """The most memory, in MB, of a process that does nothing but this figure once."""
    command = [sys.executable, "-m", "clientroute.bench.once", figure.ours.__module__, figure.name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure all figures, or those that are named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--onthoud", action="store_true")
    given = parser.parse_args()
    configure_logging(file=RESULT.parent / "bench.log")
    results: dict[str, dict[str, object]] = {}
    measured: dict[str, Reference] = {}
    for figure in FIGURES:
        if not given.names or figure.name in given.names:
            found, measured[figure.name] = measure(figure)
            results[figure.name] = found
            console.print(
                f"{figure.name:24} {found['ratio']:>6} × base (± {found['noise']:.0%})   "
                f"ours {found['ours']} {figure.unit}   "
                f"base {found['base']} {figure.unit}   peak {found['peak_mb']} MB   {figure.about}",
                soft_wrap=True,
                highlight=False,
            )
    before = load()
    for name, part in slower(measured, before).items():
        console.print(f"{name} got worse by {part:.0%}: {measured[name].ratio} × base, was {before[name].ratio}")
    if given.onthoud:
        save(measured)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
