"""A demo region, played once a run through the public doors, and kept for the tests that read its numbers."""

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest
from tests.eenmaal import eenmaal
from tests.monitoring import toevoegsel

from chassis.clock import local_date
from chassis.consumer import Consumer, read_message
from chassis.events import encode
from chassis.service import Room
from chassis.settings import Settings
from chassis.tokens import EVERYWHERE, Caller
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.suite import running_suite
from clientroute.tokens import caller_for
from inkoop import Inkoopmodel, laad
from monitoring.dashboard.paginas import PAGINAS
from monitoring.rapporten import RAPPORTEN
from monitoring.usecases.rapportages import vraag_uit

BURGERS = 45
VANDAAG = date(2026, 11, 21)
PERIODE = "?van=2026-01&tot=2026-12"
Gebeurtenis = dict[str, object]


@dataclass(frozen=True, eq=False, repr=False)
class Streek:
    """Where the databases are, the day it is there, every event as the feed gives it, what was recorded, every table
    and every page."""

    data_dir: Path
    vandaag: date
    gebeurtenissen: list[Gebeurtenis]
    vastgelegd: list[tuple[str, dict[str, object]]]
    rapporten: dict[str, dict[str, object]]
    paginas: dict[str, str]
    regio: str = "almere-2023"

    @property
    def model(self) -> Inkoopmodel:
        """What the region says: norms, prices, budgets."""
        return laad(self.regio)

    def soort(self, soort: str) -> list[Gebeurtenis]:
        """The data of the events of a type, in order."""
        return [each["data"] for each in self.gebeurtenissen if each["type"] == f"nl.wmo.{soort}.v1"]

    def rijen(self, naam: str) -> list[dict[str, object]]:
        """The rows of a table, each by the names of its columns."""
        rapport = self.rapporten[naam]
        namen = [kolom["naam"] for kolom in rapport["kolommen"]]
        return [dict(zip(namen, rij, strict=True)) for rij in rapport["rijen"]]


@pytest.fixture(scope="session")
def streek(tmp_path_factory: pytest.TempPathFactory) -> Streek:
    """Almere with BURGERS citizens and two months of declarations, and what the demo lacks; played by one process."""
    return eenmaal(tmp_path_factory, "streek", lambda folder: asyncio.run(_speel(folder)))


async def _speel(data_dir: Path) -> Streek:
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=data_dir), klok) as suite:
        speler = Speler(laad("almere-2023"), client_factory(suite), klok)
        await speel(speler, maanden=2, burgers=BURGERS, vandaag=VANDAAG)
        extra = [encode(each) for each in toevoegsel.gebeurtenissen()]
        await Consumer(suite.rooms["monitoring"]).deliver([read_message(each) for each in extra])
        alles = Caller("vastlegger", frozenset({"contracten", "toezicht"}), gemeenten=frozenset({EVERYWHERE}))
        async with client_factory(suite)("monitoring", alles) as client:
            await _leg_vast(client)
            ingediend = await _dien_in(client, suite.rooms["monitoring"])
        async with client_factory(suite)("monitoring", caller_for("beheer")) as client:
            gebeurtenissen, cursor = list[Gebeurtenis](), ""
            while items := (page := (await client.get(f"/v1/gebeurtenissen?limit=500{cursor}")).json())["items"]:
                gebeurtenissen += items
                cursor = f"&cursor={page['volgende']}"
            antwoorden = {naam: await client.get(f"/v1/rapporten/{naam}{PERIODE}") for naam in RAPPORTEN}
            paginas = {naam: await client.get(f"/dashboard/{naam}{PERIODE}&alle=alles") for naam in PAGINAS}
            return Streek(
                data_dir,
                local_date(klok()),
                gebeurtenissen,
                [*toevoegsel.vastleggingen(), *ingediend],
                {naam: antwoord.raise_for_status().json() for naam, antwoord in antwoorden.items()},
                {naam: antwoord.raise_for_status().text for naam, antwoord in paginas.items()},
            )


async def _leg_vast(client: httpx.AsyncClient) -> None:
    vorige = ""
    for path, body in toevoegsel.vastleggingen():
        antwoord = (await client.post(f"/v1/{path.format(id=vorige)}", json=body)).raise_for_status().json()
        vorige = antwoord.get("id", vorige)


async def _dien_in(client: httpx.AsyncClient, monitoring: Room) -> list[tuple[str, dict[str, object]]]:
    """What the region asks of its providers is asked, and one of them answers: provider and form, and what it said."""
    async with monitoring.work() as work:
        await vraag_uit(work)
    gevraagd = (await client.get("/v1/rapportages?limit=500")).raise_for_status().json()["items"]
    agb = min(each["agb"] for each in gevraagd)
    gedaan = []
    for naam, body in toevoegsel.INDIENINGEN.items():
        (een,) = [each for each in gevraagd if (each["agb"], each["uitvraag"]) == (agb, naam)]
        (await client.post(f"/v1/rapportages/{een['id']}/_indienen", json=body)).raise_for_status()
        gedaan.append((f"rapportages/{agb}/{naam}", body))
    return gedaan
