"""M73, M113: the forecast of a year, its band, and the month in which the budget is used up; reckoned by hand."""

from datetime import date

import pytest

from monitoring.domain.prognose import Prognose, prognose


def bedragen(*per_maand: int) -> dict[date, int]:
    """Eurocents from January 2023 on."""
    return {date(2023, nummer, 1): bedrag for nummer, bedrag in enumerate(per_maand, 1)}


def vooruit(*per_maand: int, vandaag: date, budget: int | None = None) -> Prognose:
    return prognose(2023, bedragen(*per_maand), budget, vandaag)


MEI, NOVEMBER = date(2023, 5, 1), date(2023, 12, 1)
"""In May the first three months are complete; in December the first ten."""


def test_the_band_is_1_28_times_the_spread_of_all_months_to_come() -> None:
    """100, 200, 300: a spread of 100 a month, of nine months 300 together; 1.28 times that is 384."""
    assert vooruit(100, 200, 300, vandaag=MEI) == Prognose(2_400, 2_016, 2_784, None)


def test_the_band_of_two_months_is_rounded_down_to_a_cent() -> None:
    """100 and 201: a spread of 101 / sqrt(2), of ten months 225.84; 1.28 times that is 289.08. Average 150.5 is 150."""
    assert vooruit(100, 201, vandaag=date(2023, 4, 30)) == Prognose(1_801, 1_512, 2_090, None)


def test_the_spread_of_four_months_that_differ() -> None:
    """0, 17, 5, 98: 30 on average; the squares of the differences are 6,318, a third of it 2,106; of eight months
    129.8 together, and 1.28 times that is 166.14."""
    assert vooruit(0, 17, 5, 98, vandaag=date(2023, 6, 1)) == Prognose(360, 194, 526, None)


def test_months_that_are_alike_leave_no_doubt() -> None:
    assert vooruit(70, 70, 70, vandaag=MEI) == Prognose(840, 840, 840, None)


def test_one_month_has_no_spread() -> None:
    assert vooruit(101, vandaag=date(2023, 3, 31)) == Prognose(1_212, 1_212, 1_212, None)


def test_a_month_in_which_nothing_was_granted_counts_between_others_and_not_after_them() -> None:
    """January without anything makes the average less; an empty March is one that is yet to come."""
    assert vooruit(0, 300, vandaag=date(2023, 4, 1)).verwacht == 300 + 10 * 150
    assert vooruit(300, 0, 300, vandaag=MEI).verwacht == 600 + 9 * 200
    assert vooruit(300, 300, 0, vandaag=MEI) == Prognose(3_600, 3_600, 3_600, None)


@pytest.mark.parametrize(("april", "verwacht"), [(199, 2_400), (200, 2_400), (201, 2_401), (950, 3_150)])
def test_a_later_month_is_at_least_what_it_holds_already(april: int, verwacht: int) -> None:
    assert vooruit(100, 200, 300, april, vandaag=MEI) == Prognose(verwacht, verwacht - 384, verwacht + 384, None)


def test_the_band_begins_no_lower_than_what_was_granted() -> None:
    """Also with what a month that is not complete holds already."""
    een_keer = (1_000_000, 0, 0, 0, 0, 0, 0, 0, 0, 10)
    gevonden = vooruit(*een_keer, 5, vandaag=NOVEMBER)
    assert (gevonden.onder, gevonden.verwacht) == (1_000_015, 1_000_010 + 2 * 100_001)
    assert gevonden.boven is not None
    assert gevonden.boven > 1_200_012


def test_credit_makes_the_average_less() -> None:
    """300 and -101 are 99 on average, and half a cent less: rounded down."""
    assert vooruit(300, -101, vandaag=date(2023, 4, 1)).verwacht == 199 + 10 * 99


@pytest.mark.parametrize(
    ("budget", "op_in"),
    [(None, None), (0, None), (1, 1), (100, 1), (101, 2), (600, 3), (601, 4), (2_400, 12), (2_401, None)],
)
def test_a_budget_is_used_up_in_the_month_that_reaches_it(budget: int | None, op_in: int | None) -> None:
    """100, 200 and 300 so far, then 200 a month; without a budget nothing is used up."""
    gevonden = vooruit(100, 200, 300, vandaag=MEI, budget=budget)
    assert gevonden.op_in == (op_in and date(2023, op_in, 1))


@pytest.mark.parametrize(
    ("vandaag", "is_bekend"),
    [(date(2023, 2, 28), False), (date(2023, 3, 1), True), (date(2024, 1, 31), True), (date(2022, 12, 31), False)],
)
def test_a_forecast_needs_one_complete_month(vandaag: date, is_bekend: bool) -> None:
    """January is billed in February: it is complete on 1 March."""
    assert (vooruit(500, vandaag=vandaag).verwacht is not None) == is_bekend


@pytest.mark.parametrize(("vandaag", "verwacht"), [(date(2024, 1, 31), 1_200), (date(2024, 2, 1), 1_100)])
def test_of_december_more_is_expected_until_february(vandaag: date, verwacht: int) -> None:
    """Eleven months of 100: in January the twelfth is still to come, in February all is in."""
    assert vooruit(*[100] * 11, vandaag=vandaag).verwacht == verwacht


def test_a_year_that_is_all_in_has_no_band_and_may_hold_nothing() -> None:
    later = date(2024, 2, 1)
    assert vooruit(700, 0, 4, vandaag=later, budget=703) == Prognose(704, 704, 704, date(2023, 3, 1))
    assert vooruit(700, 0, 4, vandaag=later, budget=705) == Prognose(704, 704, 704, None)
    assert vooruit(vandaag=later, budget=1) == Prognose(0, 0, 0, None)


def test_of_another_year_nothing_counts() -> None:
    per_maand = {date(2022, 12, 1): 9_000, date(2023, 1, 1): 100, date(2024, 1, 1): 9_000}
    assert prognose(2023, per_maand, None, MEI).verwacht == 1_200
