"""M83: who pays stands on the line from the moment it is judged, and every way to read the money follows it.

In the region of Alkmaar, Alkmaar pays for Beschermd Thuis (BT) of all; individual help (BI) each municipality itself.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from tests.declaratie.conftest import Declaratie
from tests.declaratie.maker import AGB, ALKMAAR, ANDERE_AGB, TOTAAL, UUR, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.declaratie.uitkomst import codes, items

from chassis.migrations import migrate
from chassis.settings import Settings
from declaratie.app import SERVICE
from gebeurtenissen.declaratie import (
    AANDACHTSPUNT_AFGEHANDELD,
    BETALING_VASTGESTELD,
    BUDGETDREMPEL_OVERSCHREDEN,
    TOEWIJZING_GEDECLAREERD,
    BetalingVastgesteld,
    ToewijzingGedeclareerd,
)
from inkoop import MODELLEN, gebruik_map, laad
from istandaard.berichten.bericht323 import Prestatie

UITGEEST, HEILOO = "0450", "0399"
BT, BI = ("18", "BT"), ("02", "BI")
PRIJS = {"BT": 8465, "BI": 8120}
MEI = ("2027-05-01", "2027-05-31")
GOED = (["0200"], ["8001"])


def regel(
    product: tuple[str, str],
    volume: int,
    *,
    ref: str | None = None,
    vorig: str | None = None,
    maand: tuple[str, str] = MEI,
) -> Prestatie:
    """A line on the assignment of this product: 1 for BT, 2 for BI."""
    return prestatie(
        volume,
        ref=ref,
        vorig=vorig,
        nummer=1 if product == BT else 2,
        product=product,
        periode=maand,
        tarief=PRIJS[product[1]],
    )


async def declareer(van: Declaratie, *prestaties: Prestatie, maand: str = "05", nummer: str | None = None) -> None:
    bericht = bericht_met(
        client(*prestaties), gemeente=UITGEEST, maand=f"2027-{maand}", dagtekening="2027-06-03", nummer=nummer
    )
    assert codes(await van.declareer(bericht)) == GOED


@pytest.fixture
async def regio(leeg: Declaratie) -> Declaratie:
    """A client of Uitgeest with both products at one provider, in June 2027."""
    leeg.room.clock = lambda: datetime(2027, 6, 3, 9, tzinfo=UTC)
    termijn = ("2027-01-01", "2027-12-31")
    for nummer, product in enumerate((BT, BI), 1):
        prijzen = [("2027-01-01", PRIJS[product[1]])]
        await leeg.sluit_contract(gemeente=UITGEEST, product=(*product, UUR), prijzen=prijzen, termijn=termijn)
        await leeg.wijs_toe(nummer, gemeente=UITGEEST, product=product, omvang=(400, UUR, TOTAAL), termijn=termijn)
    return leeg


@pytest.fixture
async def betaald(regio: Declaratie) -> Declaratie:
    """Ten hours of BT (Alkmaar pays) and eight of BI (Uitgeest pays), in one declaration."""
    await declareer(regio, regel(BT, 10, ref="BT"), regel(BI, 8, ref="BI"), nummer="D1")
    return regio


BEDRAG = {ALKMAAR: 10 * 8465, UITGEEST: 8 * 8120}
Json = dict[str, object]


async def zoek(van: Declaratie, wie: dict[str, str], **vraag: object) -> list[Json]:
    answer = await van.client.post("/v1/prestaties/_zoek", json=vraag, headers=wie)
    assert answer.status_code == 200, answer.text
    return items(answer.json())


# --- every way to read the money


async def test_a_line_says_who_pays_beside_whose_client_it_is(betaald: Declaratie) -> None:
    gevonden = await zoek(betaald, betaald.aanbieder())
    assert {each["referentie"]: (each["budgethouder"], each["gemeente"]) for each in gevonden} == {
        "BT": (ALKMAAR, UITGEEST),
        "BI": (UITGEEST, UITGEEST),
    }
    assert [each["referentie"] for each in await zoek(betaald, betaald.aanbieder(), budgethouder=ALKMAAR)] == ["BT"]


async def test_payable_amounts_follow_who_pays(betaald: Declaratie) -> None:
    staten = items(await betaald.get("/v1/betaalstaten?maand=2027-06"))
    assert [(each["budgethouder"], each["gemeente"], each["agb"], each["bedrag"]) for each in staten] == [
        (ALKMAAR, UITGEEST, AGB, BEDRAG[ALKMAAR]),
        (UITGEEST, UITGEEST, AGB, BEDRAG[UITGEEST]),
    ]
    for each in staten:
        declaraties = each["betalingen"]
        assert isinstance(declaraties, list)
        assert [(one["declaratienummer"], one["bedrag"]) for one in declaraties] == [("D1", each["bedrag"])]
    (eigen,) = items(await betaald.get(f"/v1/betaalstaten?maand=2027-06&budgethouder={UITGEEST}"))
    assert eigen["bedrag"] == BEDRAG[UITGEEST]


async def test_payable_amounts_come_in_pages(betaald: Declaratie) -> None:
    pad = "/v1/betaalstaten?maand=2027-06&limit=1"
    eerste = await betaald.get(pad)
    tweede = await betaald.get(f"{pad}&cursor={eerste['volgende']}")
    assert [each["budgethouder"] for each in (*items(eerste), *items(tweede))] == [ALKMAAR, UITGEEST]
    assert tweede["volgende"] is None


async def test_totals_can_be_split_by_who_pays(betaald: Declaratie) -> None:
    totalen = items(await betaald.get("/v1/totalen?per=budgethouder&per=gemeente"))
    assert {(each["budgethouder"], each["gemeente"]): each["bedragToegekend"] for each in totalen} == {
        (ALKMAAR, UITGEEST): BEDRAG[ALKMAAR],
        (UITGEEST, UITGEEST): BEDRAG[UITGEEST],
    }
    (totaal,) = items(await betaald.get(f"/v1/totalen?budgethouder={ALKMAAR}"))
    assert totaal["bedragToegekend"] == BEDRAG[ALKMAAR]


async def test_a_year_statement_says_who_pays(betaald: Declaratie) -> None:
    staat = await betaald.get(f"/v1/jaarstaten/2027/{AGB}")
    per_budgethouder = staat["perBudgethouder"]
    assert isinstance(per_budgethouder, list)
    assert {each["budgethouder"]: each["bedrag"] for each in per_budgethouder} == BEDRAG
    for naam in ("perProduct", "perMaand", "perDeclaratie"):
        rijen = staat[naam]
        assert isinstance(rijen, list)
        assert {(each["budgethouder"], each["gemeente"]): each["bedrag"] for each in rijen} == {
            (betaler, UITGEEST): bedrag for betaler, bedrag in BEDRAG.items()
        }, naam


async def test_events_say_who_pays(betaald: Declaratie) -> None:
    (antwoord,) = betaald.beantwoord()
    assert antwoord.gemeente == UITGEEST
    assert {each.code: (each.budgethouder, each.bedrag_toegekend) for each in antwoord.producten} == {
        "BT": (ALKMAAR, BEDRAG[ALKMAAR]),
        "BI": (UITGEEST, BEDRAG[UITGEEST]),
    }
    betalingen = [
        BetalingVastgesteld.model_validate(each.data) for each in betaald.told if each.type == BETALING_VASTGESTELD.name
    ]
    assert [(each.budgethouder, each.gemeente, each.debet, each.credit, each.bedrag) for each in betalingen] == [
        (betaler, UITGEEST, bedrag, 0, bedrag) for betaler, bedrag in BEDRAG.items()
    ]
    assert {(each.agb, each.declaratienummer, each.identificatie_325) for each in betalingen} == {
        (AGB, "D1", f"{AGB}0001")
    }
    (gedeclareerd,) = [
        ToewijzingGedeclareerd.model_validate(each.data)
        for each in betaald.told
        if each.type == TOEWIJZING_GEDECLAREERD.name
    ]
    assert {each.code: each.budgethouder for each in gedeclareerd.toegekend} == {"BT": ALKMAAR, "BI": UITGEEST}


async def test_nothing_granted_is_nothing_to_pay(regio: Declaratie) -> None:
    te_veel = bericht_met(client(regel(BT, 401)), gemeente=UITGEEST, maand="2027-05", dagtekening="2027-06-03")
    assert codes(await regio.declareer(te_veel))[1] == ["0200"]
    assert [each for each in regio.told if each.type == BETALING_VASTGESTELD.name] == []
    assert items(await regio.get("/v1/betaalstaten?maand=2027-06")) == []


# --- who may read


@pytest.mark.parametrize(
    ("gemeente", "gezien"),
    [(ALKMAAR, {"BT": ALKMAAR}), (UITGEEST, {"BT": ALKMAAR, "BI": UITGEEST}), (HEILOO, {})],
)
async def test_each_sees_what_concerns_it(betaald: Declaratie, gemeente: str, gezien: dict[str, str]) -> None:
    """Who pays its part, the municipality of the client all of it, a third one nothing."""
    wie = betaald.backoffice(gemeente)
    assert {each["code"]: each["budgethouder"] for each in await zoek(betaald, wie)} == gezien
    staten = items(await betaald.get("/v1/betaalstaten?maand=2027-06", wie))
    assert {each["budgethouder"] for each in staten} == set(gezien.values())
    export = await betaald.client.get("/v1/betaalstaten/export?maand=2027-06", headers=wie)
    assert len(export.text.splitlines()) == 1 + len(gezien)
    (totaal,) = items(await betaald.get("/v1/totalen", wie))
    assert totaal["prestatiesToegekend"] == len(gezien)
    staat = await betaald.client.get(f"/v1/jaarstaten/2027/{AGB}", headers=wie)
    assert staat.status_code == (200 if gezien else 404)
    assert {each["code"] for each in staat.json().get("perProduct", ())} == set(gezien)


async def test_who_pays_for_a_part_sees_that_part_of_a_declaration(betaald: Declaratie) -> None:
    """Not the declaration with its other lines, and not the message, which names clients of another municipality."""
    (antwoord,) = betaald.beantwoord()
    alkmaar = betaald.backoffice(ALKMAAR)
    assert items(await betaald.get("/v1/declaraties", alkmaar)) == []
    for pad, wie, status in (
        (f"/v1/declaraties/{antwoord.declaratie_id}", alkmaar, 404),
        (f"/v1/berichten/{antwoord.declaratie_id}/inhoud", alkmaar, 404),
        (f"/v1/declaraties/{antwoord.declaratie_id}/prestaties", betaald.backoffice(HEILOO), 404),
        (f"/v1/declaraties/{antwoord.declaratie_id}/prestaties", betaald.aanbieder(ANDERE_AGB), 404),
    ):
        assert (await betaald.client.get(pad, headers=wie)).status_code == status, pad
    pad = f"/v1/declaraties/{antwoord.declaratie_id}/prestaties"
    assert [each["code"] for each in items(await betaald.get(pad, alkmaar))] == ["BT"]
    assert [each["code"] for each in items(await betaald.get(pad, betaald.backoffice(UITGEEST)))] == ["BT", "BI"]


async def test_a_point_is_for_both_and_either_may_decide(regio: Declaratie) -> None:
    """A contract price that is not the region's (M79), on a line that Alkmaar pays and on one that Uitgeest pays."""
    for product, prijs in ((BT, 9000), (BI, 9100)):
        await regio.sluit_contract(
            gemeente=UITGEEST, product=(*product, UUR), prijzen=[("2027-01-01", prijs)],
            termijn=("2027-01-01", "2027-12-31"), sequence=2,
        )  # fmt: skip
    duur = [
        prestatie(1, nummer=nummer, product=product, periode=MEI, tarief=prijs)
        for nummer, product, prijs in ((1, BT, 9000), (2, BI, 9100))
    ]
    await declareer(regio, *duur)
    alkmaar, uitgeest = regio.backoffice(ALKMAAR), regio.backoffice(UITGEEST)
    (van_alkmaar,) = items(await regio.get("/v1/aandachtspunten", alkmaar))
    assert (van_alkmaar["code"], van_alkmaar["budgethouder"], van_alkmaar["gemeente"]) == ("BT", ALKMAAR, UITGEEST)
    assert items(await regio.get(f"/v1/aandachtspunten?gemeente={UITGEEST}", alkmaar)) == [van_alkmaar]
    assert items(await regio.get("/v1/aandachtspunten", regio.backoffice(HEILOO))) == []
    beide = {str(each["code"]): each["id"] for each in items(await regio.get("/v1/aandachtspunten", uitgeest))}
    assert set(beide) == {"BT", "BI"}
    besluit = {"besluit": "verrekenen", "toelichting": "Te duur."}
    for code, wie, status in (
        ("BI", alkmaar, 404),
        ("BT", regio.backoffice(HEILOO), 404),
        ("BT", alkmaar, 200),
        ("BI", uitgeest, 200),
    ):
        answer = await regio.client.post(f"/v1/aandachtspunten/{beide[code]}/_afhandelen", json=besluit, headers=wie)
        assert answer.status_code == status, (code, answer.text)
    await regio.werk()
    verteld = [each.data for each in regio.told if each.type == AANDACHTSPUNT_AFGEHANDELD.name]
    assert [(each["budgethouder"], each["gemeente"]) for each in verteld] == [(ALKMAAR, UITGEEST), (UITGEEST, UITGEEST)]


async def test_what_is_to_be_settled_is_for_who_paid(betaald: Declaratie) -> None:
    for nummer, product in ((1, BT), (2, BI)):
        termijn = ("2027-01-01", "2027-04-30")
        await betaald.wijs_toe(
            nummer, gemeente=UITGEEST, product=product, omvang=(400, UUR, TOTAAL), termijn=termijn, sequence=2
        )
    pad = f"/v1/verrekeningen?gemeente={UITGEEST}&agb={AGB}"
    for wie, gezien in ((betaald.backoffice(UITGEEST), ["BT", "BI"]), (betaald.backoffice(ALKMAAR), ["BT"])):
        found = items(await betaald.get(pad, wie))
        assert [each["code"] for each in found] == gezien
        assert found[0]["budgethouder"] == ALKMAAR
    assert (await betaald.client.get(pad, headers=betaald.backoffice(HEILOO))).status_code == 403


# --- who pays does not change afterwards


@pytest.fixture
def _weer_gewoon() -> Iterator[None]:
    yield
    gebruik_map(None)


def _uitgeest_betaalt_zelf(folder: Path, budget: int | None = None) -> None:
    """The region changes its mind: a file of its own in the place of ours, in which each pays for Beschermd Thuis."""
    tekst = (MODELLEN / "regio-alkmaar-2027.yaml").read_text(encoding="utf-8")
    tekst = tekst.replace('    budgethouder: "0361"  # M83\n', "", 1)
    if budget is not None:
        van_alkmaar = r'(jaar: 2027, product: BT, gemeente: "0361", eurocent: )[0-9_]+'
        tekst, aantal = re.subn(van_alkmaar, rf"\g<1>{budget}", tekst)
        assert aantal == 1
    folder.mkdir()
    (folder / "regio-alkmaar-2027.yaml").write_text(tekst, encoding="utf-8")
    gebruik_map(folder)
    assert laad("regio-alkmaar-2027").product("BT").budgethouder is None


@pytest.mark.usefixtures("_weer_gewoon")
async def test_a_line_and_its_credit_stay_with_who_paid(betaald: Declaratie, tmp_path: Path) -> None:
    _uitgeest_betaalt_zelf(tmp_path / "modellen")
    await declareer(betaald, regel(BT, 10, vorig="BT"), regel(BT, 7, ref="NIEUW"), nummer="D2")
    gevonden = await zoek(betaald, betaald.aanbieder(), code="BT")
    assert [(each["referentie"] == "NIEUW", each["isCredit"], each["budgethouder"]) for each in gevonden] == [
        (False, False, ALKMAAR),
        (False, True, ALKMAAR),
        (True, False, UITGEEST),
    ]
    staten = items(await betaald.get("/v1/betaalstaten?maand=2027-06"))
    assert {each["budgethouder"]: each["bedrag"] for each in staten} == {
        ALKMAAR: 0,
        UITGEEST: BEDRAG[UITGEEST] + 7 * 8465,
    }


@pytest.mark.usefixtures("_weer_gewoon")
async def test_budgets_count_what_stands_on_the_line(regio: Declaratie, tmp_path: Path) -> None:
    """Judged under one policy, and counted (a step later) under the next: it is the purse of Alkmaar all the same."""
    await regio.lever_aan(
        bericht_met(client(regel(BT, 10)), gemeente=UITGEEST, maand="2027-05", dagtekening="2027-06-03")
    )
    await regio.stap()
    _uitgeest_betaalt_zelf(tmp_path / "modellen", budget=84_650)
    await regio.werk()
    verteld = [each.data for each in regio.told if each.type == BUDGETDREMPEL_OVERSCHREDEN.name]
    assert [(each["gemeente"], each["uitgegeven"], each["drempel"]) for each in verteld] == [
        (ALKMAAR, 84_650, 80),
        (ALKMAAR, 84_650, 100),
    ]


# --- databases of before


VERSIES = SERVICE.folder / "migrations"


def test_what_was_judged_before_gets_who_pays(database_url: str, tmp_path: Path) -> None:
    url = make_url(Settings(database_url=database_url).database_for("declaratie"))
    oud = tmp_path / "declaratie" / "migrations"
    later = {each.name for each in (VERSIES / "versions").glob("*.py") if each.name > "0007"}
    shutil.copytree(VERSIES, oud, ignore=lambda _folder, names: later & set(names))
    migrate(url, oud)
    driver = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    engine = sa.create_engine(url.set(drivername=driver), poolclass=sa.NullPool)
    with engine.begin() as connection:
        metadata = sa.MetaData()
        metadata.reflect(connection)
        for nummer, (gemeente, code, dag) in enumerate(REGELS_VAN_EERDER, 1):
            connection.execute(sa.insert(metadata.tables["prestaties"]), _regel(nummer, gemeente, code, dag))
        punt = {"id": "p", "declaratie_id": "d", "regel": 1, "gemeente": UITGEEST, "agb": AGB, "code": "BT"}
        punt |= {"m_nummer": "M79", "reden": "r", "bedrag": 1, "created_at": datetime(2027, 6, 3, tzinfo=UTC)}
        connection.execute(sa.insert(metadata.tables["aandachtspunten"]), punt)
    migrate(url, VERSIES)
    with engine.connect() as connection:
        tabellen = SERVICE.metadata.tables
        prestaties = connection.execute(sa.select(tabellen["prestaties"]).order_by(tabellen["prestaties"].c.volgnummer))
        gevonden = [each.budgethouder for each in prestaties]
        (punt_nu,) = connection.execute(sa.select(tabellen["aandachtspunten"]))
    engine.dispose()
    assert gevonden == [ALKMAAR, UITGEEST, UITGEEST, "0034"]
    assert punt_nu.budgethouder == ALKMAAR


REGELS_VAN_EERDER = [
    (UITGEEST, "BT", date(2027, 5, 1)),
    (UITGEEST, "BI", date(2027, 5, 1)),
    (UITGEEST, "BT", date(2026, 12, 1)),  # before the region had this policy
    ("0034", "HO", date(2027, 5, 1)),
]


def _regel(nummer: int, gemeente: str, code: str, dag: date) -> dict[str, object]:
    return {
        "declaratie_id": "d",
        "regel": nummer,
        "gemeente": gemeente,
        "agb": AGB,
        "referentie": f"R{nummer}",
        "vorige_referentie": None,
        "toewijzing_nummer": nummer,
        "categorie": "02",
        "code": code,
        "begindatum": dag,
        "einddatum": dag,
        "volume": 1,
        "eenheid": UUR,
        "tarief": 1,
        "bedrag": 1,
        "credit": False,
        "toegekend": True,
        "codes": [],
    }
