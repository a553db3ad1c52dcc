"""`make storing`: everything that can break, a thousand times, on the PostgreSQL and RabbitMQ of this machine."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from tests.storing.keten import draaiend
from tests.storing.storing import Uitkomst, Vorm, breek

from chassis.log import configure_logging

LANG_SECONDS = 65.0
DODEN_PER_STORING = 100
"""Kills for each other fault of every kind."""
SECONDEN_PER_DODE = 1.7


async def speel(aantal: int, seed: int) -> Uitkomst:
    """One run, on databases and names of its own that are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        configure_logging(file=Path(folder) / "storing.log")
        async with draaiend(Path(folder), seed) as (keten, zaken):
            elk = -(-aantal // DODEN_PER_STORING)
            return await breek(keten, zaken, Vorm(aantal, elk, LANG_SECONDS, aantal * SECONDEN_PER_DODE))


def main() -> int:
    """Print what came of it; 1 when anything was lost, doubled or stuck, or needs a person."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--aantal", type=int, default=1000, help="hoeveel processen er doodgaan")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    uitkomst = asyncio.run(speel(given.aantal, given.seed))
    Console(highlight=False, soft_wrap=True).print(f"seed {given.seed}: {uitkomst}")
    return 0 if uitkomst.goed else 1


if __name__ == "__main__":
    sys.exit(main())
