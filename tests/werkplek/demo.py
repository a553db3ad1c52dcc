"""The demo as a newcomer meets it, small: played once for all tests, and a copy of it for each."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from tests.eenmaal import eenmaal

from chassis.settings import Settings
from clientroute import run
from clientroute.demo.draaiboek import uiterste_speeldag
from clientroute.demo.klok import SpeelKlok
from clientroute.serve import bind, serving
from clientroute.suite import Suite, running_suite
from inkoop import laad

REGIO = "almere-2023"
BURGERS = 30


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the databases after the first start."""
    return eenmaal(tmp_path_factory, "demo", lambda folder: asyncio.run(_speel(folder)))


async def _speel(folder: Path) -> Path:
    settings, klok = Settings(data_dir=folder), SpeelKlok()
    gewoon, run.EERSTE_BURGERS = run.EERSTE_BURGERS, BURGERS
    try:
        async with running_suite(settings, klok) as suite:
            await run.first_play(settings, suite, laad(REGIO), 2, klok)
    finally:
        run.EERSTE_BURGERS = gewoon
    return folder


@asynccontextmanager
async def draaiende_demo(demo: Path, folder: Path, vandaag: date | None = None) -> AsyncIterator[tuple[Suite, str]]:
    """A copy of the demo that runs, and the address of its pages; on this day, or today."""
    listening, klok = bind("127.0.0.1", 0), SpeelKlok()
    settings = Settings(data_dir=shutil.copytree(demo, folder / "demo"))
    klok.to_present(uiterste_speeldag(laad(REGIO)))
    if vandaag is not None:
        klok.set_to(vandaag)
    async with running_suite(settings, klok) as suite, serving(suite.app, listening):
        yield suite, f"http://127.0.0.1:{listening.getsockname()[1]}/monitoring"
