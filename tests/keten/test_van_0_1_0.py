"""A region that was played on release 0.1.0 is upgraded: every figure is as if today's version had been there.

`van_0_1_0/rijen.json` holds the rows that it left. What the figures should be comes from today's code: it hears the
same events, and does with the same rows what it does with those of today (`zonder_vullen`).
"""

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from tests.chassis.proef import until
from tests.keten.van_0_1_0.bijwerken import VULT, Rooms, bijgewerkt, draag, neergelegd, rijen, zonder_te_vullen
from tests.keten.van_0_1_0.laden import gespeeld, rijen_van
from tests.services import NewDatabase

from chassis.consumer import Consumer, read_message
from chassis.service import Room
from chassis.settings import Settings
from clientroute.run import client_factory
from clientroute.suite import running_suite
from clientroute.tokens import caller_for
from gebeurtenissen.aanbod import AANBIEDER_VASTGELEGD
from gebeurtenissen.declaratie import DECLARATIE_BEANTWOORD, TOEWIJZING_GEDECLAREERD
from gebeurtenissen.toegang import BIJDRAGE_VASTGELEGD
from gebeurtenissen.toewijzing import LEVERING_GESTART, LEVERING_VERWIJDERD
from inkoop import MODELLEN, gebruik_map
from toegang.domain.termijn import Termijnsoort
from toegang.tables import Melding, Onderzoek
from toegang.usecases.termijnen import start_termijn, stop_termijnen
from toewijzing.domain.toewijzing import LOPEND
from toewijzing.tables import Toewijzing
from toewijzing.usecases.levering import plan_termijnen

pytestmark = pytest.mark.lang

NIEUW_GEHOORD = {LEVERING_GESTART.name, LEVERING_VERWIJDERD.name, DECLARATIE_BEANTWOORD.name}
"""What was told by 0.1.0 and heard by declaratie only later."""


IN_UREN = {"dagdeel": "uur", '"16"': '"04"', "5940": "1485", "8520": "2130", "6960": "1740"}
"""How Almere bought day care when the region was played."""


@pytest.fixture(autouse=True)
def beleid_van_toen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The policy under which was decided and billed: a region that goes on with it has it in a file of its own."""
    folder = tmp_path_factory.mktemp("beleid")
    tekst = (MODELLEN / "almere-2023.yaml").read_text(encoding="utf-8")
    for nu, toen in IN_UREN.items():
        assert f": {nu}" in tekst
        tekst = tekst.replace(f": {nu}", f": {toen}")
    (folder / "almere-2023.yaml").write_text(tekst, encoding="utf-8")
    gebruik_map(folder)
    yield
    gebruik_map(None)


class Cijfers(NamedTuple):
    """What is compared: the service whose it is, and the question."""

    dienst: str
    vraag: str


VRAGEN = {
    "leveringen": Cijfers("declaratie", "SELECT * FROM leveringen ORDER BY toewijzing_id, begindatum"),
    "uitgaven": Cijfers("declaratie", "SELECT * FROM uitgaven ORDER BY declaratie_id, code, jaar, betaler"),
    "saldi": Cijfers("declaratie", "SELECT * FROM saldi ORDER BY gemeente, toewijzing_nummer, eenheid"),
    "verbruik": Cijfers("toewijzing", "SELECT * FROM verbruik ORDER BY toewijzing_id, maand, eenheid"),
    "verbruikt": Cijfers("toewijzing", "SELECT id, status, verbruikt_procent FROM toewijzingen ORDER BY id"),
    "termijnen": Cijfers(
        "toewijzing",
        "SELECT soort, onderwerp_id, wie, gemeente, agb, vanaf, uiterlijk, gemeld_op FROM termijnen"
        " WHERE klaar_op IS NULL ORDER BY onderwerp_id, soort",
    ),
    "klokken": Cijfers(
        "toegang",
        "SELECT melding_id, gemeente, soort, onderwerp, begin, weken, uiterlijk, gestopt_op FROM termijnen"
        " ORDER BY melding_id",
    ),
    "cijfers": Cijfers(
        "monitoring",
        "SELECT maat, niveau, gemeente, maand, agb, code, kenmerk, waarde FROM cijfers"
        " ORDER BY maat, niveau, gemeente, maand, agb, code, kenmerk",
    ),
    "openstaand": Cijfers(
        "monitoring",
        "SELECT soort, sleutel, gemeente, agb, code, kenmerk, sinds, uiterlijk FROM openstaand ORDER BY soort, sleutel",
    ),
    "perioden": Cijfers(
        "monitoring", "SELECT toewijzing, client, gemeente, agb, code, van, tot FROM clientperioden ORDER BY toewijzing"
    ),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def urls(request: pytest.FixtureRequest) -> dict[str, str]:
    """Where the databases are; on SQLite each is a file in the folder of the test."""
    if request.param == "sqlite":
        return {}
    maak: NewDatabase = request.getfixturevalue("new_postgres")
    return {dienst: maak() for dienst in VULT}


@asynccontextmanager
async def zonder_vullen(folder: Path) -> AsyncIterator[Rooms]:
    """What today's code makes of the same rows and events, had it been there: nothing is filled by a migration."""
    async with neergelegd(folder, {}) as rooms:
        await zonder_te_vullen(rooms)
        told = [each for dienst in ("toewijzing", "declaratie") for each in rijen_van(dienst, "outbox")]
        berichten = [read_message(each["body"].encode()) for each in told if each["type"] in NIEUW_GEHOORD]
        await Consumer(rooms["declaratie"]).deliver(berichten)
        await _plan(rooms["toewijzing"])
        await _klok(rooms["toegang"])
        await draag(rooms)
        yield rooms


async def _plan(room: Room) -> None:
    """The terms of every assignment that a provider has."""
    async with room.work() as work:
        query = sa.select(Toewijzing).where(Toewijzing.status.in_(LOPEND))
        await plan_termijnen(work, (await work.session.execute(query)).scalars().all())


async def _klok(room: Room) -> None:
    """Start and stop the clock of every case again; toegang_0002 started some."""
    async with room.work() as work:
        await work.session.execute(sa.text("DELETE FROM termijnen"))
        for melding in (await work.session.execute(sa.select(Melding))).scalars().all():
            await start_termijn(work, melding, Termijnsoort.ONDERZOEK, melding.meldingsdatum)
            onderzoek = await work.session.get(Onderzoek, melding.id)
            if onderzoek is not None:
                await stop_termijnen(work, melding.id, onderzoek.afgerond_op, Termijnsoort.ONDERZOEK)


def cijfers(rooms: Rooms) -> dict[str, Sequence[object]]:
    """All that is compared."""
    gevonden: dict[str, Sequence[object]] = {
        naam: rijen(rooms[each.dienst], each.vraag) for naam, each in VRAGEN.items()
    }
    query = f"SELECT body FROM outbox WHERE type = '{TOEWIJZING_GEDECLAREERD.name}' ORDER BY position"
    gevonden["verteld"] = [json.loads(str(body))["data"] for (body,) in rijen(rooms["declaratie"], query)]
    return gevonden


async def test_every_figure_of_an_upgraded_region_is_as_if_it_was_played_today(
    tmp_path: Path, urls: dict[str, str]
) -> None:
    async with zonder_vullen(tmp_path / "vandaag") as rooms:
        verwacht = cijfers(rooms)
    async with bijgewerkt(tmp_path / "oud", urls) as rooms:
        gevuld = cijfers(rooms)
        assert [rijen(room, "SELECT event_id FROM dead_letters") for room in rooms.values()] == [[]] * len(rooms)
    assert all(verwacht.values()), "there is nothing to compare"
    for naam, hoort in verwacht.items():
        assert gevuld[naam] == hoort, naam


async def test_what_is_told_again_is_heard_once_by_who_heard_it_before(tmp_path: Path, urls: dict[str, str]) -> None:
    async with bijgewerkt(tmp_path, urls) as rooms:
        gelogd = rijen(rooms["monitoring"], "SELECT type FROM gebeurtenissen")
    van_toen = Counter(each["type"] for each in rijen_van("monitoring", "gebeurtenissen"))
    erbij = Counter({TOEWIJZING_GEDECLAREERD.name: 5})  # of the declarations of which something was granted
    erbij[BIJDRAGE_VASTGELEGD.name] = 6  # of the citizens whose help began
    erbij[AANBIEDER_VASTGELEGD.name] = 2  # what providers are called
    assert Counter(soort for (soort,) in gelogd) == van_toen + erbij


async def test_the_chain_has_the_totals_that_0_1_0_gave_once_the_suite_has_started(tmp_path: Path) -> None:
    async with neergelegd(tmp_path, {}):
        pass
    toen = gespeeld()["keten"]
    async with (
        running_suite(Settings(data_dir=tmp_path)) as suite,
        client_factory(suite)("monitoring", caller_for("backoffice")) as client,
    ):

        async def is_bij() -> bool:
            nu = (await client.get("/v1/keten")).raise_for_status().json()
            return bool(nu["aantalDeclaraties"] == toen["declaraties"])

        await until(is_bij)
        nu = (await client.get("/v1/keten")).raise_for_status().json()
    stappen = ("meldingen", "onderzoeken", "beschikkingen", "toewijzingen", "starts", "declaraties")
    assert {stap: nu[f"aantal{stap.capitalize()}"] for stap in stappen} == {stap: toen[stap] for stap in stappen}
    assert nu["bedragen"] == toen["bedragen"]
    assert {each: nu["prestatieaantallen"][each] for each in ("ontvangen", "toegekend", "afgewezen")} == {
        each: toen["prestaties"][each] for each in ("ontvangen", "toegekend", "afgewezen")
    }
