"""Keys are changed twice in the middle of a play, with everything up: nothing of what comes of it differs."""

import asyncio
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url
from tests.eenmaal import eenmaal
from tests.keten.hersluiten import hersluit
from tests.services import needs_postgres

from chassis import keychain, migrations
from chassis.clock import system_clock
from chassis.consumer import dead_letters
from chassis.keysource import key_source
from chassis.reseal import count_per_key, count_stale
from chassis.sealed import BSN
from chassis.service import Room
from chassis.settings import Settings
from clientroute.bench.diensten import POSTGRES
from clientroute.demo import Speler, Uitkomst, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.services import SERVICES
from clientroute.sleutels import voeg_toe
from clientroute.suite import Suite, running_suite
from inkoop import laad

pytestmark = [pytest.mark.lang, pytest.mark.processen]

BURGERS = 12
VANDAAG = date(2026, 11, 21)
WISSEL_OP = (0.3, 0.6)
"""At which part of the play keys are changed."""
BEKEND = timedelta(milliseconds=250)
"""How long the suite gets to know a key before it is used; it looks all the time."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where the databases of a suite are, with `{service}` in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/{{service}}.db"
        return
    needs_postgres()
    url = POSTGRES.removesuffix(str(make_url(POSTGRES).database)) + f"clientroute_test_{uuid4().hex}_{{service}}"
    yield url
    for service in SERVICES:
        migrations.drop_database(make_url(url.replace("{service}", service)))


@pytest.fixture(scope="module")
def ongestoord(tmp_path_factory: pytest.TempPathFactory) -> Uitkomst:
    """What the same play comes to when no key is changed."""
    return eenmaal(tmp_path_factory, "sleutels", lambda folder: asyncio.run(_speel_ongestoord(folder)))


async def _speel_ongestoord(folder: Path) -> Uitkomst:
    klok, settings = SpeelKlok(), Settings(data_dir=folder)
    async with running_suite(settings, klok) as suite:
        return await gespeeld(suite, klok, [], settings)


async def hersluit_suite(settings: Settings, vanaf: datetime | None = None) -> None:
    """Bring everything of the suite over, from a process beside it."""
    waar = {"CLIENTROUTE_DATA_DIR": str(settings.data_dir), "CLIENTROUTE_DATABASE_URL": str(settings.database_url)}
    gezegd = await hersluit(waar, vanaf=vanaf)
    assert "passen op geen sleutel" not in gezegd


async def gespeeld(suite: Suite, klok: SpeelKlok, wissels: list[asyncio.Task[None]], settings: Settings) -> Uitkomst:
    """The play, in which keys are changed where WISSEL_OP says so."""
    waiting = list(WISSEL_OP) if settings.database_url else []
    vanaf = system_clock()

    def wissel(day: int, days: int) -> None:
        nonlocal vanaf
        # The next one waits until the last is in force, however fast the days go by.
        if waiting and day / days >= waiting[0] and system_clock() >= vanaf:
            waiting.pop(0)
            vanaf = system_clock() + BEKEND
            voeg_toe(key_source(settings), vanaf)
            wissels.append(asyncio.create_task(hersluit_suite(settings, vanaf)))

    speler = Speler(laad("almere-2023"), client_factory(suite), klok, wissel)
    return await speel(speler, maanden=1, burgers=BURGERS, vandaag=VANDAAG)


async def alle_tekst(room: Room) -> str:
    """Everything that stands in a database of the suite and is no sealed value."""
    async with room.work(writes=False) as work:
        rows = [
            row for table in room.service.metadata.sorted_tables for row in await work.session.execute(select(table))
        ]
    return "\n".join(str(value) for row in rows for value in row if isinstance(value, str))


@pytest.mark.timeout(600)
async def test_a_play_ends_the_same_when_keys_are_changed_in_the_middle_of_it(
    database: str, ongestoord: Uitkomst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "LOOK", timedelta(0))
    klok, settings = SpeelKlok(), Settings(data_dir=tmp_path, database_url=database)
    wissels: list[asyncio.Task[None]] = []
    async with running_suite(settings, klok) as suite:
        assert await gespeeld(suite, klok, wissels, settings) == ongestoord
        assert len(await asyncio.gather(*wissels)) == len(WISSEL_OP)
        # What was under way in the last moment was written under the key of before: once more, and nothing is left.
        await hersluit_suite(settings)
        for room in suite.rooms.values():
            assert await count_stale(room) == 0
            gebruikt = {key for (_, key), aantal in (await count_per_key(room)).items() if aantal}
            nieuwste = {ring[-1].id for ring in room.vault.keys.rings().values() if ring}
            assert gebruikt <= nieuwste
            async with room.work(writes=False) as work:
                assert await dead_letters(work) == []
            await geen_oude_hash(room)


async def geen_oude_hash(room: Room) -> None:
    """No form of a hash of before is left in any text, of any citizen."""
    tekst = await alle_tekst(room)
    if not room.vault.matches_bsn:
        assert '"bsnHash":""' in tekst
        return
    oude = [prefix for prefix, _ in room.vault.chain(BSN).links[:-1]]
    assert oude
    assert [prefix for prefix in oude if f'"{prefix}' in tekst or f"\n{prefix}" in tekst] == []
    assert room.vault.chain(BSN).prefix in tekst
