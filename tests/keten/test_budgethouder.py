"""M83, every euro: a played region adds up to one sum per purse, along every way in which the money can be read.

Alkmaar pays for Beschermd Wonen and Beschermd Thuis of its region. What each municipality has to pay is reckoned here
from nothing but the messages (WMO323, WMO325) and the inkoopmodel; everything else must say the same.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable

import pytest
from tests.declaratie.werkboek import lees_xlsx, tabellen
from tests.keten.streek import ALKMAAR, MODEL, Beurzen, Json, Streek, streek, streek_map

__all__ = ["streek", "streek_map"]

pytestmark = pytest.mark.lang

MAANDEN = ("2027-04", "2027-05")
"""In which the answers of the play are given: for them, and no others, there is something to pay."""
JAAR = 2027


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


@pytest.mark.parametrize("gemeente", MODEL.gemeentecodes)
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
