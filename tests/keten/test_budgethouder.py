"""M83, every euro: a played region adds up to one sum per purse, along every way in which the money can be read.

Alkmaar pays for Beschermd Wonen and Beschermd Thuis of its region. What each municipality has to pay is reckoned here
from nothing but the messages (WMO323, WMO325) and the inkoopmodel; everything else must say the same.
"""

import asyncio
import csv
import io
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest
from tests.declaratie.werkboek import lees_xlsx, tabellen
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

pytestmark = pytest.mark.lang

MODEL = laad("regio-alkmaar-2027")
ALKMAAR = "0361"
MAANDEN = ("2027-04", "2027-05")
"""In which the answers of the play are given: for them, and no others, there is something to pay."""
JAAR = 2027
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
        toegekend = list(_toegekend(berichten))
        betalen, clienten = Counter[str](), Counter[str]()
        for betaalt, gemeente, _, bedrag in toegekend:
            betalen[betaalt] += bedrag
            clienten[gemeente] += bedrag
        yield Streek(suite, betalen, clienten, tuple(sorted({agb for *_, agb, _ in toegekend})))


def _toegekend(berichten: Iterable[object]) -> Iterable[tuple[str, str, str, int]]:
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


def beurzen(rijen: Iterable[Json], bedrag: str, betaalt: str = "budgethouder") -> Beurzen:
    """The sum of a column per municipality that pays."""
    som = Counter[str]()
    for rij in rijen:
        som[str(rij[betaalt])] += int(str(rij[bedrag]))
    return som


def centen(tekst: str) -> int:
    """An amount of a Dutch spreadsheet."""
    return int(tekst.replace(",", ""))


def uit_tabel(rijen: list[list[str]], bedrag: str) -> Beurzen:
    """The same from a file: the heading, and amounts in euros."""
    kop, *rest = rijen
    return beurzen(
        ({**dict(zip(kop, rij, strict=True)), bedrag: centen(rij[kop.index(bedrag)])} for rij in rest),
        bedrag,
        "Budgethouder",
    )


def lees_csv(inhoud: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))


async def test_in_this_play_one_municipality_pays_for_clients_of_others(streek: Streek) -> None:
    assert streek.verwacht[ALKMAAR] > streek.van_clienten[ALKMAAR]
    assert streek.verwacht.total() == streek.van_clienten.total() > 0
    minder = {each for each in streek.van_clienten if streek.verwacht[each] < streek.van_clienten[each]}
    assert len(minder) > 1


async def test_lines_and_totals(streek: Streek) -> None:
    async with streek.open("declaratie") as client:
        vraag: Json = {"isToegekend": True, "limit": 500}
        regels: list[Json] = []
        while True:
            page = (await client.post("/v1/prestaties/_zoek", json=vraag)).raise_for_status().json()
            regels += page["items"]
            if page["volgende"] is None:
                break
            vraag["cursor"] = page["volgende"]
    met_teken = [
        {**each, "bedrag": -int(str(each["bedrag"])) if each["isCredit"] else each["bedrag"]} for each in regels
    ]
    assert beurzen(met_teken, "bedrag") == streek.verwacht
    assert beurzen(met_teken, "bedrag", "gemeente") == streek.van_clienten
    totalen = await streek.alles("declaratie", "/v1/totalen?per=budgethouder&per=gemeente&per=maand&per=product")
    assert beurzen(totalen, "bedragToegekend") == streek.verwacht
    assert beurzen(totalen, "bedragToegekend", "gemeente") == streek.van_clienten


async def test_payable_amounts_and_their_files(streek: Streek) -> None:
    json, csv_, xlsx, xlsx_kort = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for maand in MAANDEN:
        staten = await streek.alles("declaratie", f"/v1/betaalstaten?maand={maand}")
        json.update(beurzen(staten, "bedrag"))
        for staat in staten:
            declaraties = staat["betalingen"]
            assert isinstance(declaraties, list)
            assert sum(each["bedrag"] for each in declaraties) == staat["bedrag"]
        pad = f"/v1/betaalstaten/export?maand={maand}&vorm="
        csv_.update(uit_tabel(lees_csv((await streek.lees("declaratie", f"{pad}csv")).content), "Te betalen"))
        boek = lees_xlsx((await streek.lees("declaratie", f"{pad}xlsx")).content)
        xlsx.update(uit_tabel(boek["Declaraties"], "Te betalen"))
        xlsx_kort.update(uit_tabel(boek["Betalingen"], "Te betalen"))
    assert json == csv_ == xlsx == xlsx_kort == streek.verwacht


async def test_year_statements_and_their_files(streek: Streek) -> None:
    som = {naam: Counter[str]() for naam in ("perBudgethouder", "perProduct", "perMaand", "perDeclaratie")}
    bladen = {
        naam: Counter[str]() for naam in ("Per budgethouder", "Per product", "Per product en maand", "Declaraties")
    }
    for agb in streek.aanbieders:
        pad = f"/v1/jaarstaten/{JAAR}/{agb}"
        staat = (await streek.lees("declaratie", pad)).json()
        for naam, beurs in som.items():
            beurs.update(beurzen(staat[naam], "bedrag"))
        per_vorm = (
            tabellen((await streek.lees("declaratie", f"{pad}?vorm=csv")).content),
            lees_xlsx((await streek.lees("declaratie", f"{pad}?vorm=xlsx")).content),
        )
        assert per_vorm[0] == per_vorm[1]
        for naam, beurs in bladen.items():
            beurs.update(uit_tabel(per_vorm[0][naam], "Bedrag"))
    for naam, beurs in (som | bladen).items():
        assert beurs == streek.verwacht, naam


async def test_events(streek: Streek) -> None:
    feed: dict[str, list[Json]] = {}
    cursor = ""
    while items := (page := (await streek.lees("monitoring", f"/v1/gebeurtenissen?limit=500{cursor}")).json())["items"]:
        for each in items:
            feed.setdefault(each["type"].split(".", 2)[2], []).append(each["data"])
        cursor = f"&cursor={page['volgende']}"
    producten = [each for data in feed["declaraties.beantwoord.v1"] for each in _rijen(data, "producten")]
    assert beurzen(producten, "bedragToegekend") == streek.verwacht
    assert beurzen(feed["betalingen.vastgesteld.v1"], "bedrag") == streek.verwacht
    assert beurzen(feed["betalingen.vastgesteld.v1"], "bedrag", "gemeente") == streek.van_clienten
    gedeclareerd = [each for data in feed["toewijzingen.gedeclareerd.v1"] for each in _rijen(data, "toegekend")]
    assert beurzen(gedeclareerd, "bedrag") == streek.verwacht


def _rijen(data: Json, naam: str) -> list[Json]:
    found = data[naam]
    assert isinstance(found, list)
    return found


async def test_monitoring(streek: Streek) -> None:
    periode = f"?van={JAAR}-01&tot={JAAR}-12"
    for naam, betaalt in (("declaraties-per-budgethouder", "budgethouder"), ("budget", "gemeente")):
        rapport = (await streek.lees("monitoring", f"/v1/rapporten/{naam}{periode}")).json()
        namen = [kolom["naam"] for kolom in rapport["kolommen"]]
        rijen = [dict(zip(namen, rij, strict=True)) for rij in rapport["rijen"]]
        assert +beurzen(rijen, "toegekend", betaalt) == streek.verwacht, naam
    keten = (await streek.lees("monitoring", f"/v1/keten{periode}")).json()
    assert +beurzen(keten["budgetten"], "toegekend", "gemeente") == streek.verwacht
    assert keten["bedragen"]["toegekend"] == streek.verwacht.total()
    per_client = (await streek.lees("monitoring", f"/v1/rapporten/declaraties-per-gemeente{periode}")).json()
    namen = [kolom["naam"] for kolom in per_client["kolommen"]]
    rijen = [dict(zip(namen, rij, strict=True)) for rij in per_client["rijen"]]
    assert +beurzen(rijen, "bedragToegekend", "gemeente") == streek.van_clienten


@pytest.mark.parametrize("gemeente", [each.code for each in MODEL.gemeenten])
async def test_each_municipality_finds_its_own_purse(streek: Streek, gemeente: str) -> None:
    """With its own rights only: what it pays, and beside it what others pay for its clients."""
    verwacht = streek.verwacht[gemeente]
    staten = [
        each
        for maand in MAANDEN
        for each in await streek.alles("declaratie", f"/v1/betaalstaten?maand={maand}", gemeente)
    ]
    assert beurzen(staten, "bedrag")[gemeente] == verwacht
    assert beurzen(staten, "bedrag", "gemeente")[gemeente] == streek.van_clienten[gemeente]
    assert all(gemeente in {each["budgethouder"], each["gemeente"]} for each in staten)
    (totaal,) = await streek.alles("declaratie", f"/v1/totalen?budgethouder={gemeente}", gemeente)
    assert totaal["bedragToegekend"] == verwacht
    (eigen,) = await streek.alles("declaratie", f"/v1/totalen?gemeente={gemeente}", gemeente)
    assert eigen["bedragToegekend"] == streek.van_clienten[gemeente]
    betalingen = await streek.lees(
        "monitoring", "/v1/gebeurtenissen?type=nl.wmo.betalingen.vastgesteld.v1&limit=500", gemeente
    )
    verteld = [each["data"] for each in betalingen.json()["items"]]
    assert beurzen(verteld, "bedrag")[gemeente] == verwacht
