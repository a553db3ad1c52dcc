"""A backup of half a play is put back, for each service: it notices, is restored, and no number is given out twice."""

import asyncio
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.chassis.proef import until
from tests.eenmaal import eenmaal
from tests.keten.gespeeld import alles_is_gehoord

from berichtenverkeer.nummers import volgend_nummer
from chassis import tables
from chassis.consumer import Consumer, dead_letters, read_message
from chassis.events import Event, encode
from chassis.identifiers import new_id
from chassis.migrations import DatabaseError
from chassis.service import Room
from chassis.settings import Settings
from clientroute.demo import Speler, Uitkomst, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.herstel import herstel_dienst
from clientroute.run import client_factory
from clientroute.services import SERVICES, open_service
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from declaratie.tables import GehoordeToewijzing
from gebeurtenissen.toewijzing import TOEWIJZING_TOEGEWEZEN, ToewijzingToegewezen
from inkoop import laad
from monitoring.tables import Gebeurtenis
from toewijzing.usecases.nummering import reeks_van_toewijzingen
from wetten import Wet

pytestmark = pytest.mark.lang
VANDAAG, LATER = date(2026, 11, 21), date(2027, 6, 1)
BEWAARD = 1000
"""Days that events are kept: the play takes months."""


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Uitkomst]:
    """The data of a play, with backups of the databases as they were halfway, and the totals."""
    return eenmaal(tmp_path_factory, "herstel", lambda folder: asyncio.run(_speel(folder)))


async def _speel(folder: Path) -> tuple[Path, Uitkomst]:
    klok, settings = SpeelKlok(), Settings(data_dir=folder, kept_days=BEWAARD)
    (folder / "halverwege").mkdir(parents=True)

    def halverwege(day: int, days: int) -> None:
        if 2 * day >= days and not any((folder / "halverwege").iterdir()):
            for service in SERVICES:
                with (
                    closing(sqlite3.connect(folder / f"{service}.db")) as van,
                    closing(sqlite3.connect(folder / "halverwege" / f"{service}.db")) as naar,
                ):
                    van.backup(naar)

    async with running_suite(settings, klok) as suite:
        speler = Speler(laad("almere-2023"), client_factory(suite), klok, halverwege)
        return folder, await speel(speler, maanden=1, burgers=8, vandaag=VANDAAG)


@pytest.fixture(params=list(SERVICES))
def teruggezet(request: pytest.FixtureRequest, gespeeld: tuple[Path, Uitkomst], tmp_path: Path) -> tuple[str, Path]:
    """A service, and the data in which its database is the one of halfway."""
    folder = Path(shutil.copytree(gespeeld[0], tmp_path / "var"))
    zet_terug(folder, request.param)
    return request.param, folder


def zet_terug(folder: Path, dienst: str) -> None:
    """Put the backup of one service in the place of its database."""
    for file in folder.glob(f"{dienst}.db*"):
        file.unlink()
    shutil.copy(folder / "halverwege" / f"{dienst}.db", folder / f"{dienst}.db")


async def ids_per_nummer(suite: Suite) -> dict[tuple[str, int], str]:
    """Which assignment has a number in a municipality, as declaratie heard it."""
    table = GehoordeToewijzing
    async with suite.rooms["declaratie"].work(writes=False) as work:
        rows = await work.session.execute(select(table.gemeente, table.nummer, table.id))
        return {(gemeente, nummer): id_ for gemeente, nummer, id_ in rows}


async def gehoord(monitoring: Room, source: str) -> dict[str, int]:
    """The highest sequence per subject that monitoring heard of a sender."""
    query = select(Gebeurtenis.subject, func.max(Gebeurtenis.sequence).label("last")).where(
        Gebeurtenis.source == source
    )
    async with monitoring.work(writes=False) as work:
        rows = await work.session.execute(query.group_by(Gebeurtenis.subject))
        return {row.subject: row.last for row in rows}


async def geteld(room: Room) -> dict[str, int]:
    """The last sequence per subject that a service gave out."""
    async with room.work(writes=False) as work:
        query = select(tables.sequences.c.subject, tables.sequences.c.last)
        return {row.subject: row.last for row in await work.session.execute(query)}


async def keten(suite: Suite) -> dict[str, object]:
    async with client_factory(suite)("monitoring", caller_for("backoffice")) as client:
        found: dict[str, object] = (await client.get("/v1/keten")).raise_for_status().json()
        return found


async def test_a_restored_service_notices_and_takes_its_place_again(
    gespeeld: tuple[Path, Uitkomst], teruggezet: tuple[str, Path]
) -> None:
    dienst, folder = teruggezet
    klok, settings = SpeelKlok(), Settings(data_dir=folder, kept_days=BEWAARD)
    klok.set_to(LATER)
    heel = Settings(data_dir=Path(shutil.copytree(gespeeld[0], folder / "gaaf")))
    # Before it runs: what a service tells now and then would be told here and not in the copy that is put back.
    monitoring = open_service(heel, "monitoring", klok)
    verteld = await gehoord(monitoring, monitoring.source_of(dienst))
    await monitoring.close()
    async with running_suite(heel, klok) as gaaf:
        voor, cijfers = await ids_per_nummer(gaaf), await keten(gaaf)

    if verteld:
        with pytest.raises(DatabaseError, match=f"clientroute herstel {dienst}"):
            async with running_suite(settings, klok):
                pass
    rooms = {naam: open_service(settings, naam, klok) for naam in SERVICES}
    gedaan = await herstel_dienst(rooms, dienst)
    assert (await herstel_dienst(rooms, dienst)).verloren == []
    for room in rooms.values():
        await room.close()
    assert bool(gedaan.verloren) == bool(verteld)

    async with running_suite(settings, klok) as suite:
        await until(lambda: alles_is_gehoord(suite))
        for room in suite.rooms.values():
            async with room.work(writes=False) as work:
                assert await dead_letters(work) == []
        na, stand = await ids_per_nummer(suite), await geteld(suite.rooms[dienst])
        assert {nummer for nummer in voor.keys() & na.keys() if voor[nummer] != na[nummer]} == set()
        assert {subject for subject, sequence in verteld.items() if stand.get(subject, 0) < sequence} == set()
        if dienst in {"monitoring", "declaratie"}:
            assert na == voor
        if dienst == "monitoring":
            assert await keten(suite) == cijfers


def test_it_is_told_what_is_lost_and_who_has_to_act(gespeeld: tuple[Path, Uitkomst], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(gespeeld[0], tmp_path / "var"))
    zet_terug(folder, "toewijzing")
    command = [sys.executable, "-m", "clientroute", "herstel", "toewijzing"]
    omgeving = os.environ | {"CLIENTROUTE_DATA_DIR": str(folder)}
    gezegd = subprocess.run(command, cwd=tmp_path, env=omgeving, capture_output=True, text=True, check=True).stdout
    assert re.search(r"^toegang vertelt [1-9]\d* gebeurtenissen opnieuw\.$", gezegd, re.MULTILINE)
    assert "nl.wmo.toewijzingen.toegewezen.v1: de aanbieder hoort dat dit nummer vervalt" in gezegd
    assert re.search(r"^  gemeente 0034, toewijzing \d+, id [0-9a-f-]{36}$", gezegd, re.MULTILINE)


async def test_numbers_of_both_laws_go_on_after_the_last_that_was_told(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    rooms = {naam: open_service(settings, naam) for naam in SERVICES}
    reeksen = [reeks_van_toewijzingen(("0034", wet)) for wet in Wet]
    for room in rooms.values():
        await room.migrate()
    toewijzing, monitoring = rooms["toewijzing"], rooms["monitoring"]
    verteld = [read_message(encode(_toegewezen(toewijzing.source, nummer, Wet.JEUGDWET))) for nummer in (1, 2)]
    await Consumer(monitoring).deliver(verteld)
    assert len((await herstel_dienst(rooms, "toewijzing")).verloren) == 2
    async with toewijzing.work() as work:
        volgende = [await volgend_nummer(work, reeks) for reeks in reeksen]
    for room in rooms.values():
        await room.close()
    assert dict(zip(Wet, volgende, strict=True)) == {Wet.WMO: 1, Wet.JEUGDWET: 3}


def _toegewezen(source: str, nummer: int, wet: Wet) -> Event:
    data = ToewijzingToegewezen(
        wet=wet,
        toewijzing_id=f"t{nummer}",
        toewijzing_nummer=nummer,
        client_id="c",
        bsn_hash="h",
        gemeente="0034",
        agb="99990001",
        categorie="45",
        code=None,
        volume=None,
        eenheid=None,
        frequentie=None,
        budget=None,
        ingangsdatum=VANDAAG,
        einddatum=None,
        reden_wijziging=None,
        toewijzingsdatum=VANDAAG,
        besluitdatum=VANDAAG,
    )
    body = data.model_dump(mode="json", by_alias=True)
    moment = datetime(2026, 11, 21, 12, tzinfo=UTC)
    return Event(new_id(), source, TOEWIJZING_TOEGEWEZEN.name, data.toewijzing_id, 1, moment, body)
