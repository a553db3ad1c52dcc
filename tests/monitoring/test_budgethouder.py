"""M83: money counts for the municipality that pays, beside the one of the client; both may read that it is so."""

from datetime import UTC, date, datetime

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import feed, ids, rapport
from tests.monitoring.verhaal import ALKMAAR, Verteld, declaratie, product, toegewezen, vertel

from gebeurtenissen.declaratie import BETALING_VASTGESTELD, BetalingVastgesteld
from gebeurtenissen.toewijzing import TOEWIJZING_TOEGEWEZEN, ToewijzingToegewezen

UITGEEST, HEILOO = "0450", "0399"
MEI = date(2027, 5, 1)
PERIODE = "?van=2027-01&tot=2027-12"
Json = dict[str, object]


def beantwoord(*betaalt: str | None) -> Verteld:
    """A declaration for clients of Uitgeest: 90 of BT (Alkmaar pays in this region) and 40 of BI, as was told."""
    van_bt, van_bi = betaalt
    producten = (
        product("BT", 1, 1, 90_00, 90_00).model_copy(update={"budgethouder": van_bt}),
        product("BI", 2, 1, 50_00, 40_00).model_copy(update={"budgethouder": van_bi}),
    )
    moment = datetime(2027, 6, 3, 9, tzinfo=UTC)
    return declaratie("d1", MEI, producten, gemeente=UITGEEST, ontvangen=moment, beantwoord=moment)


async def rijen(monitoring: Monitoring, naam: str, *gemeenten: str) -> list[Json]:
    answer = await monitoring.client.get(f"/v1/rapporten/{naam}{PERIODE}", headers=monitoring.token(*gemeenten))
    assert answer.status_code == 200, answer.text
    rapport = answer.json()
    namen = [kolom["naam"] for kolom in rapport["kolommen"]]
    return [dict(zip(namen, rij, strict=True)) for rij in rapport["rijen"]]


@pytest.mark.parametrize("betaalt", [(ALKMAAR, UITGEEST), (None, None)], ids=["told", "told before this was told"])
async def test_who_pays_is_counted_beside_whose_client_it_is(
    monitoring: Monitoring, betaalt: tuple[str | None, str | None]
) -> None:
    await monitoring.hoor(beantwoord(*betaalt))
    van_alkmaar = {"budgethouder": ALKMAAR, "gemeente": UITGEEST, "ingediend": 90_00, "toegekend": 90_00}
    van_uitgeest = {"budgethouder": UITGEEST, "gemeente": UITGEEST, "ingediend": 50_00, "toegekend": 40_00}
    tabel = "declaraties-per-budgethouder"
    assert await rijen(monitoring, tabel) == [van_alkmaar, van_uitgeest]
    assert await rijen(monitoring, tabel, ALKMAAR) == [van_alkmaar]
    assert await rijen(monitoring, tabel, UITGEEST) == [van_uitgeest]
    assert await rijen(monitoring, tabel, HEILOO) == []


async def test_what_stands_on_the_lines_goes_before_the_policy_of_now(monitoring: Monitoring) -> None:
    await monitoring.hoor(beantwoord(UITGEEST, UITGEEST))
    (rij,) = await rijen(monitoring, "declaraties-per-budgethouder")
    assert (rij["budgethouder"], rij["toegekend"]) == (UITGEEST, 130_00)


async def test_a_budget_is_spent_and_assigned_by_who_pays(monitoring: Monitoring) -> None:
    hulp = toegewezen("t1", date(2027, 5, 1), date(2027, 5, 1), UITGEEST)
    data = ToewijzingToegewezen.model_validate(hulp.event.data).model_copy(
        update={"code": "BT", "categorie": "18", "volume": 10, "eenheid": "04", "frequentie": "4"}
        | {"ingangsdatum": MEI, "einddatum": date(2027, 5, 31)}
    )
    await monitoring.hoor(beantwoord(ALKMAAR, UITGEEST), vertel(TOEWIJZING_TOEGEWEZEN, "t1", data))
    budgetten = {(each["product"], each["gemeente"]): each for each in await rijen(monitoring, "budget")}
    bt, bi = budgetten["BT", ALKMAAR], budgetten["BI", UITGEEST]
    assert (bt["toegekend"], bt["toegewezen"], bi["toegekend"]) == (90_00, 10 * 8465, 40_00)
    assert ("BT", UITGEEST) not in budgetten
    standen = (await monitoring.keten(PERIODE))["budgetten"]
    assert isinstance(standen, list)
    per_gemeente = {(each["product"], each["gemeente"]): each["toegekend"] for each in standen}
    assert (per_gemeente["BT", ALKMAAR], per_gemeente["BI", UITGEEST]) == (90_00, 40_00)


async def test_m73_help_of_december_is_of_the_budget_of_that_year(monitoring: Monitoring) -> None:
    """Lekstroom has 13.000 euro for Lopik in 2022. TR318 may have December billed in January: no year of bills.

    So it is spent in 2022, as declaratie says, and of 2023 nothing is known; in the months of bills it is of 2023.
    """
    moment = datetime(2023, 2, 3, 9, tzinfo=UTC)
    december = product("1A08C", 1, 1, 12_982_20, 12_982_20).model_copy(
        update={"budgethouder": "0331", "maand": date(2022, 12, 1)}
    )
    laat = declaratie("d1", date(2023, 1, 1), (december,), gemeente="0331", ontvangen=moment, beantwoord=moment)
    await monitoring.hoor(laat)
    jaren = "?van=2022-01&tot=2023-12&gemeente=0331"
    (budget,) = await rapport(monitoring, "budget", jaren)
    assert (budget[2], budget[4], budget[5]) == ("2022", 12_982_20, 0.9986)
    (per_maand,) = [rij for rij in await rapport(monitoring, "declaraties", jaren) if rij[6]]
    assert per_maand[0] == "2023-01-01"


async def test_a_payment_is_told_to_who_pays_and_to_the_municipality_of_the_client(monitoring: Monitoring) -> None:
    await monitoring.hoor(beantwoord(ALKMAAR, UITGEEST), *(betaling(each) for each in (ALKMAAR, UITGEEST)))
    antwoord, van_alkmaar, van_uitgeest = ids(await feed(monitoring, ""))
    for gemeente, gezien in (
        (ALKMAAR, [van_alkmaar]),
        (UITGEEST, [antwoord, van_alkmaar, van_uitgeest]),
        (HEILOO, []),
    ):
        assert ids(await feed(monitoring, "", gemeente)) == gezien
        assert ids(await feed(monitoring, f"?gemeente={gemeente}")) == gezien


def betaling(budgethouder: str) -> Verteld:
    data = BetalingVastgesteld(
        declaratie_id="d1",
        budgethouder=budgethouder,
        gemeente=UITGEEST,
        agb="99990001",
        declaratienummer="D1",
        declaratieperiode=MEI,
        identificatie_325="000000000001",
        beantwoord_op=datetime(2027, 6, 3, 9, tzinfo=UTC),
        debet=1,
        credit=0,
        bedrag=1,
    )
    return vertel(BETALING_VASTGESTELD, f"d1-{budgethouder}", data)
