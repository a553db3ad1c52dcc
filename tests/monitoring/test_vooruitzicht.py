"""M73, M113: from events to the budget that somebody reads, on the first of June 2023, in Almere."""

from datetime import UTC, date, datetime

import pytest
from tests.monitoring.conftest import Monitoring
from tests.monitoring.verhaal import ALKMAAR, ALMERE, Verteld, declaratie, product, toegewezen

from monitoring.domain.maanden import maand_erbij

PER_MAAND = 1_300_000
"""Eurocents: of such months eleven fit in the budget."""
BUDGET = 15_000_000
"""Of household help in Almere, in eurocents a year."""
JAAR = "?van=2023-01&tot=2023-12"
Rij = dict[str, object]


def deel(maand: date, later: int, bedrag: int, gemeente: str = ALMERE) -> Verteld:
    """So much household help in a month, answered so many months later."""
    moment = datetime.combine(maand_erbij(maand, later), datetime.min.time(), UTC).replace(day=20)
    key = f"d-{gemeente}-{maand}-{later}"
    return declaratie(key, maand, (product("HO", 1, 1, bedrag, bedrag),), gemeente=gemeente, beantwoord=moment)


def half_om_half(van: date, tot: date, gemeente: str = ALMERE) -> list[Verteld]:
    """So much a month: half of it a month later, half of it three months later; what came in before June."""
    maanden = [maand_erbij(van, nummer) for nummer in range((tot.year - van.year) * 12 + tot.month - van.month + 1)]
    alles = [(maand, later) for maand in maanden for later in (1, 3)]
    return [
        deel(maand, later, PER_MAAND // 2, gemeente)
        for maand, later in alles
        if maand_erbij(maand, later) < date(2023, 6, 1)
    ]


async def budget(monitoring: Monitoring, query: str = JAAR, *gemeenten: str, jaar: str = "2023") -> Rij:
    antwoord = await monitoring.client.get(f"/v1/rapporten/budget{query}", headers=monitoring.token(*gemeenten))
    assert antwoord.status_code == 200, antwoord.text
    namen = [kolom["naam"] for kolom in antwoord.json()["kolommen"]]
    rijen = [dict(zip(namen, rij, strict=True)) for rij in antwoord.json()["rijen"]]
    (rij,) = [each for each in rijen if (each["product"], each["jaar"]) == ("HO", jaar)]
    return rij


VORIG_JAAR = date(2022, 1, 1), date(2022, 12, 1)
DIT_JAAR = date(2023, 1, 1), date(2023, 4, 1)


@pytest.mark.parametrize("geleerd_van", [ALMERE, ALKMAAR])
async def test_m113_a_year_is_foretold_with_what_of_its_months_usually_follows(
    monitoring: Monitoring, geleerd_van: str
) -> None:
    """Of March and April half is in, and the other half will follow, as it did last year: wherever that was."""
    await monitoring.hoor(*half_om_half(*VORIG_JAAR, gemeente=geleerd_van), *half_om_half(*DIT_JAAR))
    rij = await budget(monitoring)
    assert rij["toegekend"] == 3 * PER_MAAND
    assert (rij["prognose"], rij["laagste"], rij["hoogste"]) == (12 * PER_MAAND, 12 * PER_MAAND, 12 * PER_MAAND)
    assert (rij["opIn"], rij["oordeel"]) == ("2023-12-01", "rood")
    assert rij["reden"] == "De prognose is hoger dan het budget."


async def test_a_forecast_is_the_same_whatever_months_are_chosen_and_whoever_looks(monitoring: Monitoring) -> None:
    """With help of Alkmaar, which somebody of Almere may not see, and a bill that names a month of next year."""
    eerder = [*half_om_half(date(2021, 6, 1), date(2022, 12, 1), ALKMAAR), deel(date(2024, 3, 1), -12, 1)]
    maanden = [date(2022, 3, 1), *(date(2023, maand, 1) for maand in range(1, 13))]
    hulp = [toegewezen(f"t{maand}", maand, maand).met(volume=40, einddatum="2023-12-31") for maand in maanden]
    await monitoring.hoor(*eerder, *half_om_half(date(2022, 10, 1), date(2023, 2, 1)), *hulp)
    juist = await budget(monitoring)
    assert juist["uitToewijzingen"] != juist["prognose"]
    for query in ("", "?van=2023-05&tot=2023-05", "?van=2022-01&tot=2025-12", "?tot=2023-12", "?gemeente=0034"):
        assert await budget(monitoring, query) == juist, query
    assert await budget(monitoring, JAAR, ALMERE) == juist


async def test_m73_a_budget_of_which_184_percent_is_assigned_is_not_green(monitoring: Monitoring) -> None:
    """Little of it is used: the forecast and what is expected of the assignments fit in the budget."""
    per_maand = -(-BUDGET * 184 // 1200) // 31_250 + 1
    hulp = toegewezen("t", date(2023, 1, 1), date(2023, 1, 1)).met(volume=per_maand, einddatum="2023-12-31")
    await monitoring.hoor(hulp, *(deel(date(2023, maand, 1), 1, PER_MAAND // 2) for maand in range(1, 5)))
    rij = await budget(monitoring)
    assert isinstance(rij["toegewezen"], int)
    assert rij["toegewezen"] * 100 >= BUDGET * 184
    assert rij["prognose"] == 6 * PER_MAAND
    assert (rij["oordeel"], rij["reden"]) == ("oranje", "Er is meer toegewezen dan het budget.")


async def test_a_year_to_come_is_judged_by_what_is_assigned_and_one_that_is_over_by_what_it_was(
    monitoring: Monitoring,
) -> None:
    hulp = toegewezen("t", date(2024, 1, 1), date(2024, 1, 1)).met(volume=5_000, einddatum="2024-12-31")
    await monitoring.hoor(hulp, *half_om_half(*VORIG_JAAR))
    straks, toen = await budget(monitoring, "", jaar="2024"), await budget(monitoring, "", jaar="2022")
    assert (straks["prognose"], straks["opIn"], straks["oordeel"]) == (None, None, "rood")
    assert straks["uitToewijzingen"] == straks["toegewezen"]
    assert straks["reden"] == ("Wat is toegewezen, kost bij het verwachte gebruik meer dan het budget.")
    assert (toen["prognose"], toen["budget"], toen["oordeel"]) == (12 * PER_MAAND, None, None)
    assert toen["reden"] == "Voor deze uitgaven is geen budget."


async def test_a_budget_of_all_products_adds_up_what_is_foretold_of_each(monitoring: Monitoring) -> None:
    """In Houten one product is billed a month later; of the other half comes three months later."""
    houten, maanden = "0321", [maand_erbij(date(2022, 1, 1), nummer) for nummer in range(16)]
    vlot = [(maand, 1, "B1B0", 2_000_00) for maand in maanden]
    traag = [(maand, later, "B2B0", 1_500_00) for maand in maanden for later in (1, 3)]
    gehoord = []
    for maand, later, code, bedrag in vlot + traag:
        moment = datetime.combine(maand_erbij(maand, later), datetime.min.time(), UTC).replace(day=9)
        if moment < datetime(2023, 6, 1, tzinfo=UTC):
            key = f"d-{maand}-{later}-{code}"
            regels = (product(code, 1, 1, bedrag, bedrag),)
            gehoord.append(declaratie(key, maand, regels, gemeente=houten, beantwoord=moment))
    await monitoring.hoor(*gehoord)
    antwoord = await monitoring.client.get(f"/v1/rapporten/budget{JAAR}", headers=monitoring.token(houten))
    namen = [kolom["naam"] for kolom in antwoord.json()["kolommen"]]
    (rij,) = [dict(zip(namen, each, strict=True)) for each in antwoord.json()["rijen"]]
    assert (rij["product"], rij["gemeente"], rij["budget"]) == ("alle", houten, 9_100_000)
    assert rij["prognose"] == 12 * 2_000_00 + 12 * 3_000_00
    assert (rij["opIn"], rij["oordeel"]) == (None, "groen")
    assert rij["reden"] == "De prognose en wat is toegewezen passen in het budget."
