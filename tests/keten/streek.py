"""The region of Alkmaar, played once: six municipalities, of which one pays for clients of the others (M83)."""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest
from tests.eenmaal import eenmaal
from tests.keten.berichten import WIE_ALLES_LEEST, every_message

from chassis.settings import Settings
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from inkoop import laad
from istandaard.berichten import Bericht323, Bericht325
from istandaard.codes import DebetCredit

MODEL = laad("regio-alkmaar-2027")
ALKMAAR = "0361"
Beurzen = Counter[str]
"""Eurocents per municipality that pays."""
Json = dict[str, object]


@dataclass(frozen=True)
class Streek:
    """The region after the play, as somebody sees it who may see all, and each municipality by itself."""

    suite: Suite
    verwacht: Beurzen
    van_clienten: Beurzen
    """The same money by the municipality of the client."""
    aanbieders: tuple[str, ...]

    def open(self, service: str, *gemeenten: str) -> httpx.AsyncClient:
        return client_factory(self.suite)(service, caller_for("backoffice", gemeenten))

    async def lees(self, service: str, pad: str, *gemeenten: str) -> httpx.Response:
        async with self.open(service, *gemeenten) as client:
            return (await client.get(pad)).raise_for_status()

    async def alles(self, service: str, pad: str, *gemeenten: str) -> list[Json]:
        """All pages of a list."""
        found: list[Json] = []
        cursor = ""
        while True:
            page = (await self.lees(service, f"{pad}&limit=20{cursor}", *gemeenten)).json()
            found += page["items"]
            if page["volgende"] is None or not page["items"]:
                return found
            cursor = f"&cursor={page['volgende']}"


@pytest.fixture(scope="module")
def streek_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The databases of a region of 80 citizens, played once: March and April 2027 are billed."""
    gespeeld = eenmaal(tmp_path_factory, "budgethouder", lambda folder: asyncio.run(_speel(folder)))
    return Path(shutil.copytree(gespeeld, tmp_path_factory.mktemp("alkmaar") / "var"))


async def _speel(folder: Path) -> Path:
    klok = SpeelKlok()
    async with running_suite(Settings(data_dir=folder), klok) as suite:
        await speel(Speler(MODEL, client_factory(suite), klok), maanden=2, burgers=80, vandaag=date(2026, 11, 21))
    return folder


@pytest.fixture
async def streek(streek_map: Path) -> AsyncIterator[Streek]:
    async with running_suite(Settings(data_dir=streek_map)) as suite:
        async with client_factory(suite)("declaratie", WIE_ALLES_LEEST) as client:
            berichten = [each for _, each in await every_message(client)]
        toegekend = list(toegekend_in(berichten))
        betalen, clienten = Counter[str](), Counter[str]()
        for betaalt, gemeente, _, bedrag in toegekend:
            betalen[betaalt] += bedrag
            clienten[gemeente] += bedrag
        yield Streek(suite, betalen, clienten, tuple(sorted({agb for *_, agb, _ in toegekend})))


def toegekend_in(berichten: Iterable[object]) -> Iterable[tuple[str, str, str, int]]:
    """Per line that no WMO325 rejects: who pays, whose client, the provider, eurocents."""
    antwoorden = {
        (each.header.ontvanger, each.header.declaratie_identificatie.identificatie): each
        for each in berichten
        if isinstance(each, Bericht325)
    }
    for vraag in berichten:
        if not isinstance(vraag, Bericht323):
            continue
        gemeente, agb = vraag.header.ontvanger, vraag.header.afzender
        deel = antwoorden[agb, vraag.header.bericht_identificatie.identificatie].declaratie_antwoord
        assert deel is not None
        afgewezen = {p.product_referentie.referentie_nummer for client in deel.clienten for p in client.prestaties}
        for p in (p for client in vraag.declaratie.clienten for p in client.prestaties):
            if p.product_referentie.referentie_nummer not in afgewezen:
                teken = -1 if p.ingediend_bedrag.debet_credit is DebetCredit.CREDIT else 1
                betaalt = MODEL.product(p.product_code).budgethouder or gemeente
                yield betaalt, gemeente, agb, teken * p.ingediend_bedrag.bedrag
