"""`python -m clientroute.bench.once MODULE FIGURE`: run one figure, and say the most memory that took, in MB."""

import importlib
import sys
from pathlib import Path

from chassis.log import configure_logging
from clientroute.bench.figure import seconds

if __name__ == "__main__":
    module, name = sys.argv[1:]
    configure_logging(file=Path("var/bench.log"))
    figure = next(figure for figure in importlib.import_module(module).FIGURES if figure.name == name)
    seconds(figure, figure.ours)
    # Not ru_maxrss: that starts from what the process that started this one had in use.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"{int(peak.split()[1]) / 1024:.0f}\n")
