"""`make bench`: every figure beside its base, alternately in one run, written to var/bench.json."""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from tests.bench import declaratie, gebeurtenissen, iwmo_323, matching, melding, monitoring, toewijzing
from tests.bench.figure import Figure

from chassis.log import configure_logging

FIGURES: tuple[Figure, ...] = (
    *iwmo_323.FIGURES,
    *melding.FIGURES,
    *gebeurtenissen.FIGURES,
    *declaratie.FIGURES,
    *matching.FIGURES,
    *toewijzing.FIGURES,
    *monitoring.FIGURES,
)
RESULT = Path("var/bench.json")
console = Console()


def seconds(figure: Figure, work: Callable[[], float | None]) -> float:
    """How long one run of `work` takes, after what the figure prepares for it."""
    figure.prepare()
    start = time.perf_counter()
    own = work()
    return time.perf_counter() - start if own is None else own


def measure(figure: Figure) -> dict[str, object]:
    """Ours and base by turns, the median of each; memory from a process that runs ours alone."""
    seconds(figure, figure.ours)
    seconds(figure, figure.base)
    ours, base = [], []
    for _ in range(figure.rounds):
        base.append(seconds(figure, figure.base))
        ours.append(seconds(figure, figure.ours))
    ours_median, base_median = statistics.median(ours), statistics.median(base) * figure.base_times
    return {
        "ratio": round(ours_median / base_median, 2),
        "ours": round(ours_median, 4),
        "base": round(base_median, 4),
        "unit": figure.unit,
        "peak_mb": peak_memory(figure.name),
        "about": figure.about,
    }


def peak_memory(name: str) -> float:
    """The most memory, in MB, of a process that does nothing but this figure once."""
    command = [sys.executable, "-m", "tests.bench", "--once", name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def run_once(name: str) -> None:
    """Run one figure and say how much memory this process has used at the most."""
    figure = next(figure for figure in FIGURES if figure.name == name)
    seconds(figure, figure.ours)
    # Not ru_maxrss: that starts from what the process that started this one had in use.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"{int(peak.split()[1]) / 1024:.0f}\n")


def main() -> None:
    """Measure all figures, or those that are named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--once")
    given = parser.parse_args()
    configure_logging(file=RESULT.parent / "bench.log")
    if given.once:
        run_once(given.once)
        return
    results: dict[str, dict[str, object]] = {}
    for figure in FIGURES:
        if not given.names or figure.name in given.names:
            results[figure.name] = found = measure(figure)
            console.print(
                f"{figure.name:24} {found['ratio']:>6} × base   ours {found['ours']} {figure.unit}   "
                f"base {found['base']} {figure.unit}   peak {found['peak_mb']} MB   {figure.about}",
                soft_wrap=True,
                highlight=False,
            )
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
