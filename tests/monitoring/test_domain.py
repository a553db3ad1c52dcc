"""The arithmetic: percentiles from a histogram, days, shares, budgets."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop import laad
from monitoring.domain.beleid import waarde_van
from monitoring.domain.geld import Besteding, Toegekend, aandeel, bestedingen
from monitoring.domain.maanden import maand_van
from monitoring.domain.selectie import Selectie
from monitoring.domain.stappen import dagen_tussen, percentiel

ALMERE = Selectie(frozenset({"0034"}))


@pytest.mark.parametrize(
    ("histogram", "mediaan", "p90"),
    [
        ({}, None, None),
        ({5: 1}, 5, 5),
        ({1: 1, 9: 1}, 1, 9),
        ({1: 1, 2: 1, 9: 1}, 2, 9),
        ({3: 9, 40: 1}, 3, 3),
        ({3: 8, 40: 2}, 3, 40),
        ({0: 100}, 0, 0),
    ],
)
def test_percentiles_by_nearest_rank(histogram: dict[int, int], mediaan: int | None, p90: int | None) -> None:
    assert (percentiel(histogram, 50), percentiel(histogram, 90)) == (mediaan, p90)


@given(st.lists(st.integers(0, 60), min_size=1), st.integers(1, 100))
def test_a_percentile_is_reached_by_enough_cases_and_no_later(dagen: list[int], procent: int) -> None:
    found = percentiel(Counter(dagen), procent)
    assert found in dagen
    within = [each for each in dagen if each <= found]
    sooner = [each for each in dagen if each < found]
    assert len(within) * 100 >= procent * len(dagen) > len(sooner) * 100


def test_days_and_months() -> None:
    assert dagen_tussen(date(2024, 2, 28), date(2024, 3, 1)) == 2
    assert dagen_tussen(date(2024, 3, 1), date(2024, 2, 28)) == 0
    assert maand_van(date(2024, 2, 29)) == date(2024, 2, 1)
    assert ALMERE.in_maand(date(2024, 2, 29)) == Selectie(ALMERE.gemeenten, date(2024, 2, 1), date(2024, 2, 1))


def test_euros_are_worth_themselves() -> None:
    """IV042: a volume in eenheid 83 is in eurocents."""
    assert waarde_van("0034", date(2024, 3, 1), "IB2B", "83", 20_000) == 20_000
    assert waarde_van("0034", date(2024, 3, 1), "IB2B", "04", 2) == 2 * 6501


def test_a_share_of_nothing_is_no_share() -> None:
    assert [aandeel(1, 3), aandeel(0, 5), aandeel(5, 0)] == [0.3333, 0.0, None]


def test_a_budget_counts_its_own_year_product_and_municipality_only() -> None:
    alkmaar, toegekend = laad("regio-alkmaar-2027"), [
        Toegekend("0361", 2027, "BI", 8_000_00),
        Toegekend("0361", 2026, "BI", 1),
        Toegekend("0373", 2027, "BI", 2),
        Toegekend("0361", 2027, "BT", 4),
    ]  # fmt: skip
    alle = bestedingen([alkmaar], toegekend, Selectie())
    standen = {(each.jaar, each.gemeente, each.product): each for each in alle}
    assert len(standen) == len(alle) == len(alkmaar.budgetten) + 1
    assert standen[(2027, "0361", "BI")].toegekend == 8_000_00
    assert standen[(2027, "0361", "BI")].deel == 0.1
    assert standen[(2027, "0373", "BI")].toegekend == 2
    assert standen[(2027, "0361", "BT")].toegekend == 4
    assert standen[(2026, "0361", "BI")] == Besteding(None, 2026, "BI", "0361", None, 1, None)


def test_a_budget_of_the_region_is_hidden_from_one_of_its_municipalities() -> None:
    alkmaar = laad("regio-alkmaar-2027")
    regionaal = alkmaar.model_copy(
        update={"budgetten": (alkmaar.budgetten[0].model_copy(update={"gemeente": None}), *alkmaar.budgetten[1:2])}
    )
    toegekend = [Toegekend("0361", 2027, "BI", 10), Toegekend("0373", 2027, "BI", 5)]
    heel = bestedingen([regionaal], toegekend, Selectie())
    assert [(each.gemeente, each.toegekend) for each in heel] == [(None, 15), ("0373", 5)]
    deel = bestedingen([regionaal], toegekend[1:], Selectie(frozenset({"0373"})))
    assert [(each.gemeente, each.toegekend) for each in deel] == [("0373", 5)]


def test_nothing_granted_shows_no_budget() -> None:
    assert bestedingen([laad("almere-2023")], [], ALMERE) == []


def test_what_is_granted_without_a_budget_is_shown_as_that() -> None:
    modellen = [laad("almere-2023").model_copy(update={"budgetten": ()}), laad("regio-alkmaar-2027")]
    toegekend = [Toegekend("0034", jaar, "HO", bedrag) for jaar, bedrag in ((2026, 700), (2023, 50), (2022, 30))]
    assert bestedingen(modellen, toegekend, ALMERE) == [
        Besteding("almere-2023", 2026, "HO", "0034", None, 700, None),
        Besteding("almere-2023", 2023, "HO", "0034", None, 50, None),
        Besteding(None, 2022, "HO", "0034", None, 30, None),
    ]


def test_the_newest_inkoopmodel_of_a_year_names_what_has_no_budget() -> None:
    oud = laad("almere-2023").model_copy(update={"budgetten": ()})
    nieuw = oud.model_copy(update={"naam": "almere-2025", "versie": date(2025, 1, 1)})
    for modellen in ([oud, nieuw], [nieuw, oud]):
        gevonden = bestedingen(modellen, [Toegekend("0034", jaar, "HO", 1) for jaar in (2024, 2025)], ALMERE)
        assert {each.jaar: each.inkoopmodel for each in gevonden} == {2024: "almere-2023", 2025: "almere-2025"}


def test_a_budget_holds_until_a_newer_one() -> None:
    almere = laad("almere-2023")
    oud = almere.budgetten[0]
    nieuw = oud.model_copy(update={"jaar": 2026, "eurocent": 1_000})
    model = almere.model_copy(update={"budgetten": (nieuw, oud)})
    standen = bestedingen([model], [Toegekend("0034", jaar, "HO", 10) for jaar in (2022, 2025, 2026, 2028)], ALMERE)
    assert [(each.jaar, each.budget) for each in standen] == [
        (2025, oud.eurocent),
        (2026, 1_000),
        (2028, 1_000),
        (2022, None),
    ]


def test_a_newer_inkoopmodel_takes_the_place_of_a_budget() -> None:
    """As declaratie has it: no row of the old one stays beside it."""
    oud = laad("almere-2023")
    nieuw = oud.model_copy(
        update={"naam": "almere-2025", "versie": date(2025, 1, 1)}
        | {"budgetten": (oud.budgetten[0].model_copy(update={"jaar": 2025}),)}
    )
    standen = bestedingen([oud, nieuw], [Toegekend("0034", 2026, "HO", 10)], ALMERE)
    assert [(each.inkoopmodel, each.jaar, each.toegekend) for each in standen] == [("almere-2025", 2026, 10)]


def test_what_a_hidden_budget_covers_is_not_without_a_budget() -> None:
    alkmaar = laad("regio-alkmaar-2027")
    regionaal = alkmaar.model_copy(update={"budgetten": (alkmaar.budgetten[0].model_copy(update={"gemeente": None}),)})
    assert bestedingen([regionaal], [Toegekend("0373", 2027, "BI", 5)], Selectie(frozenset({"0373"}))) == []


MAAND = st.builds(date, st.integers(2021, 2026), st.integers(1, 12), st.just(1))


def _maanden(selectie: Selectie) -> list[date]:
    alle = [date(jaar, maand, 1) for jaar in range(2021, 2027) for maand in range(1, 13)]
    return [each for each in alle if (selectie.van or each) <= each <= (selectie.tot or each)]


@given(st.none() | MAAND, st.none() | MAAND)
def test_years_and_the_months_around_them_are_the_same_months(van: date | None, tot: date | None) -> None:
    selectie = Selectie(van=van, tot=tot)
    jaren, randen = selectie.in_jaren()
    delen = [*randen, *([jaren] if jaren else [])]
    assert sorted(maand for deel in delen for maand in _maanden(deel)) == _maanden(selectie)
    if jaren:
        assert all(map(_maanden, randen))
        assert (jaren.van or date(2021, 1, 1)).month == 1
        assert (jaren.tot or date(2021, 12, 1)).month == 12
    assert all(len(_maanden(each)) < (12 if jaren else 24) for each in randen)
