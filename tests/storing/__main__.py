"""`make storing`: faults at random for as long as you like, on the PostgreSQL and RabbitMQ of this machine."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from random import Random
from uuid import uuid4

from rich.console import Console
from tests.services import RABBITMQ
from tests.storing.storing import Uitkomst, breek, draaiend
from tests.storing.werker import HOORT, TELT

from chassis.log import configure_logging
from clientroute.bench.diensten import clean_broker, create_database, drop_database


async def speel(hoe_vaak: int, seed: int) -> Uitkomst:
    """One run, on databases and names of its own that are gone afterwards."""
    urls, prefix = {naam: create_database() for naam in (TELT, HOORT)}, f"test-{uuid4().hex}"
    try:
        with tempfile.TemporaryDirectory() as folder:
            configure_logging(file=Path(folder) / "storing.log")
            async with draaiend(urls, RABBITMQ, prefix, Path(folder), Random(seed)) as keten:
                return await breek(keten, hoe_vaak)
    finally:
        await clean_broker(prefix, urls)
        for url in urls.values():
            drop_database(url)


def main() -> int:
    """Print what came of it; 1 when anything was lost, doubled or stuck, or needs a person."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--aantal", type=int, default=1000, help="hoeveel storingen")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    uitkomst = asyncio.run(speel(given.aantal, given.seed))
    Console(highlight=False, soft_wrap=True).print(f"seed {given.seed}: {uitkomst}")
    return 0 if uitkomst.goed else 1


if __name__ == "__main__":
    sys.exit(main())
