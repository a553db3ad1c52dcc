"""A demo region, played once through the public doors, and kept for the tests that read its numbers."""

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from chassis.settings import Settings
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.suite import running_suite
from clientroute.tokens import caller_for
from inkoop import laad
from monitoring.tabellen import TABELLEN

VANDAAG = date(2026, 11, 21)
PERIODE = "?van=2026-01&tot=2027-12"
Gebeurtenis = dict[str, object]


@dataclass(frozen=True)
class Streek:
    """Where the databases are, every event as the feed gives it, and every table."""

    data_dir: Path
    gebeurtenissen: list[Gebeurtenis]
    rapporten: dict[str, dict[str, object]]

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
    """Almere with 60 citizens and two months of declarations."""
    return asyncio.run(_speel(tmp_path_factory.mktemp("streek")))


async def _speel(data_dir: Path) -> Streek:
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=data_dir), klok) as suite:
        await speel(Speler(laad("almere-2023"), client_factory(suite), klok), maanden=2, burgers=60, vandaag=VANDAAG)
        async with client_factory(suite)("monitoring", caller_for("beheer")) as client:
            gebeurtenissen, cursor = list[Gebeurtenis](), ""
            while items := (page := (await client.get(f"/v1/gebeurtenissen?limit=500{cursor}")).json())["items"]:
                gebeurtenissen += items
                cursor = f"&cursor={page['volgende']}"
            antwoorden = {naam: await client.get(f"/v1/rapporten/{naam}{PERIODE}") for naam in TABELLEN}
            return Streek(
                data_dir,
                gebeurtenissen,
                {naam: antwoord.raise_for_status().json() for naam, antwoord in antwoorden.items()},
            )
