"""M73, M113: the forecast of a year, its band, and the month in which the budget is used up; reckoned by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.domain.maanden import maand_erbij
from monitoring.domain.prognose import Prognose, Verloop, prognose
from monitoring.domain.tempo import KALENDER, Tempo

Maanden = Mapping[date, int]
TRAAG = Tempo((Fraction(0), Fraction(1, 2), Fraction(4, 5), Fraction(1)))
"""Half of a month is in after one month, 80 percent after two, all after three."""


def bedragen(*per_maand: int) -> dict[date, int]:
    """Eurocents from January 2023 on."""
    return {date(2023, nummer, 1): bedrag for nummer, bedrag in enumerate(per_maand, 1)}


def product(*per_maand: int, tempo: Tempo = KALENDER, toegewezen: Maanden | None = None) -> Verloop:
    """Nothing of it was answered in the month under way."""
    granted = bedragen(*per_maand)
    return Verloop(granted, granted, toegewezen or {}, tempo)


def vooruit(*per_maand: int, vandaag: date, budget: int | None = None, tempo: Tempo = KALENDER) -> Prognose:
    return prognose(2023, [product(*per_maand, tempo=tempo)], budget, vandaag)


def band(gevonden: Prognose) -> tuple[int | None, int | None, int | None]:
    return gevonden.onder, gevonden.verwacht, gevonden.boven


MEI, DECEMBER = date(2023, 5, 1), date(2023, 12, 1)
"""In May the first three months are in, the third only just; in December the first ten."""


@pytest.mark.parametrize("vandaag", [date(2023, 12, 1), date(2023, 12, 31), date(2024, 1, 31)])
@pytest.mark.parametrize("eerste_rekening", [0, 1, 50_000, 999_999])
def test_m113_a_first_bill_of_october_does_not_turn_the_end_of_the_budget_off(
    vandaag: date, eerste_rekening: int
) -> None:
    """Nine months of 10,000 euros, and of October what came in first."""
    gevonden = vooruit(*[1_000_000] * 9, eerste_rekening, vandaag=vandaag, budget=12_000_000)
    assert (gevonden.verwacht, gevonden.op_in) == (12_000_000, date(2023, 12, 1))
    assert gevonden.onder is not None
    assert gevonden.boven is not None
    assert gevonden.onder <= 12_000_000 <= gevonden.boven


def test_after_one_month_a_first_bill_of_the_second_does_not_halve_the_year() -> None:
    assert vooruit(1_000_000, 50_000, vandaag=date(2023, 4, 1), budget=12_000_000).op_in == date(2023, 12, 1)


def test_a_month_that_is_more_raises_the_level_at_once_and_one_that_is_less_when_a_month_more_went_by() -> None:
    """100, 200 and 300: March counts. 300, 200 and 100: March may be late, and is not the next month."""
    assert vooruit(100, 200, 300, vandaag=MEI).verwacht == 600 + 9 * 200
    assert vooruit(300, 200, 100, vandaag=MEI).verwacht == 500 + 10 * 250
    assert vooruit(300, 200, 100, 100, vandaag=date(2023, 6, 1)).verwacht == 600 + 9 * 200


def test_help_that_begins_in_april_is_not_averaged_with_the_months_before_it() -> None:
    assert vooruit(0, 0, 0, 400, 400, vandaag=date(2023, 7, 1), budget=3_600).op_in == date(2023, 12, 1)
    assert vooruit(0, 0, 0, 400, 400, vandaag=date(2023, 7, 1)).verwacht == 9 * 400


def test_a_month_without_anything_within_the_year_is_real() -> None:
    """Between others, and in January when help was given in December: not when what is missing may still come."""
    assert vooruit(300, 0, 300, vandaag=MEI).verwacht == 600 + 9 * 200
    assert vooruit(300, 300, 0, vandaag=MEI).verwacht == 12 * 300
    gaat_door = {date(2022, 12, 1): 9_000, **bedragen(0, 300, 300)}
    assert prognose(2023, [Verloop(gaat_door, gaat_door)], None, MEI).verwacht == 600 + 9 * 200


def test_that_nothing_comes_any_more_is_believed_after_two_months_more() -> None:
    """Help ended in June: in November July may still be late, in December it was really without any."""
    assert vooruit(*[600] * 6, vandaag=date(2023, 11, 30)).verwacht == 12 * 600
    assert vooruit(*[600] * 6, vandaag=date(2023, 12, 1)).verwacht == 6 * 600 + 5 * 500


def test_the_last_six_months_make_the_level() -> None:
    """A price that changed in April is the price of the months to come."""
    assert vooruit(*[100] * 3, *[160] * 6, vandaag=date(2023, 11, 1)).verwacht == 300 + 9 * 160


def test_a_price_change_on_1_january_is_of_this_year() -> None:
    """What a month cost last year says nothing about this one."""
    per_maand = {date(2022, maand, 1): 9_000 for maand in range(1, 13)} | bedragen(100, 100, 100)
    assert prognose(2023, [Verloop(per_maand, per_maand)], None, MEI).verwacht == 1_200


def test_of_what_comes_in_slowly_the_rest_is_added() -> None:
    """Of March half is in, of February 80 percent: of 50 and 80 it becomes 100. April is not known."""
    gevonden = vooruit(100, 80, 50, 5, vandaag=MEI, tempo=TRAAG, budget=1_200)
    assert band(gevonden) == (1_200, 1_200, 1_200)
    assert gevonden.op_in == date(2023, 12, 1)
    assert vooruit(100, 80, 50, 130, vandaag=MEI, tempo=TRAAG).verwacht == 1_230


def test_what_was_answered_this_month_is_not_counted_up() -> None:
    """Of March 50 were in when May began, half of it; 30 came since: that is part of the other half. Of February 100
    were in, 80 percent."""
    nu, eerder = bedragen(100, 100, 80), bedragen(100, 100, 50)
    assert prognose(2023, [Verloop(nu, eerder, {}, TRAAG)], None, MEI).verwacht == 225 + 10 * 225 // 2


def test_what_was_taken_back_this_month_is_not_counted_up_either() -> None:
    """Of February 80 were in when May began, and a credit made it 40: of that 80 percent is in, so it becomes 50."""
    nu, eerder = bedragen(100, 40, 25), bedragen(100, 80, 50)
    assert prognose(2023, [Verloop(nu, eerder, {}, TRAAG)], None, MEI).verwacht == 150 + 10 * 150 // 2


@pytest.mark.parametrize(("deel", "februari", "verwacht"), [(50, 60, 220 + 10 * 110), (49, 98, 12 * 100)])
def test_of_a_month_of_which_less_than_half_is_in_nothing_is_concluded(deel: int, februari: int, verwacht: int) -> None:
    """Half of it may be made up to the whole; of 49 percent it would become twice what January was."""
    tempo = Tempo((Fraction(0), Fraction(deel, 100)))
    assert vooruit(100, februari, vandaag=date(2023, 4, 1), tempo=tempo).verwacht == verwacht


def test_a_product_of_which_nothing_is_known_leaves_the_band_as_it_is() -> None:
    alleen = prognose(2023, [product(100, 200, 300)], None, MEI)
    samen = prognose(2023, [product(100, 200, 300), product(7, tempo=Tempo((Fraction(0),) * 6))], None, MEI)
    assert band(samen) == tuple((each or 0) + 7 for each in band(alleen))


def test_a_year_is_over_when_all_of_its_products_are_in() -> None:
    """In February the one is, and of the other half of December is to come."""
    delen = [product(*[100] * 12), product(*[100] * 10, 80, 50, tempo=TRAAG)]
    assert not prognose(2023, delen, None, date(2024, 2, 1)).is_voorbij
    assert prognose(2023, delen, None, date(2024, 2, 1)).verwacht == 2_400
    assert prognose(2023, delen, None, date(2024, 4, 1)).is_voorbij


def test_products_are_foretold_each_by_itself() -> None:
    """One from January on, one from March, and one of which only a month that is not in is known."""
    delen = [product(100, 100, 100), product(0, 0, 70), product(0, 0, 0, 7)]
    gevonden = prognose(2023, delen, 1_907, MEI)
    assert (gevonden.verwacht, gevonden.op_in) == (1_200 + 10 * 70 + 7, date(2023, 12, 1))


def test_the_band_is_1_28_times_the_spread_of_all_months_to_come_and_of_their_average() -> None:
    """100, 200, 300: a spread of 100 a month; nine months to come, and their average is one of three months:
    9 + 81 / 3 is 36 times its square, so 600 together, and 1.28 times that is 768."""
    assert band(vooruit(100, 200, 300, vandaag=MEI)) == (1_632, 2_400, 3_168)


def test_the_band_is_rounded_down_to_a_cent() -> None:
    """100 and 201: a spread of 101 / sqrt(2); 10 + 100 / 2 is 60 times its square: 553.2, and 1.28 times that 708.1.
    The average is 150.5."""
    assert band(vooruit(100, 201, vandaag=date(2023, 4, 30))) == (1_098, 1_806, 2_514)


def test_months_that_are_alike_leave_no_doubt() -> None:
    assert band(vooruit(70, 70, 70, vandaag=MEI)) == (840, 840, 840)
    assert band(prognose(2023, [product(70, 70, 70), product(30, 30, 30)], None, MEI)) == (1_200, 1_200, 1_200)


def test_one_month_has_no_spread_and_so_no_band() -> None:
    assert band(vooruit(101, vandaag=date(2023, 3, 31))) == (None, 1_212, None)


def test_the_band_begins_no_lower_than_what_was_granted() -> None:
    """Also with what a month that is not in holds already."""
    gevonden = vooruit(1_000_000, 0, 0, 0, 0, 0, 0, 0, 10, 10, 5, vandaag=DECEMBER)
    assert gevonden.onder == 1_000_025
    assert gevonden.verwacht == 1_000_025 + 20 // 6


@pytest.mark.parametrize(("april", "erbij"), [(199, 0), (200, 0), (201, 1), (950, 750)])
def test_a_later_month_is_at_least_what_it_holds_already(april: int, erbij: int) -> None:
    assert vooruit(100, 200, 300, april, vandaag=MEI).verwacht == 2_400 + erbij


def test_credit_makes_the_level_less_and_never_less_than_nothing() -> None:
    """300, -100 and 100 are 100 on average; 100 and -300 are nothing, and not a credit every month."""
    assert vooruit(300, -100, 100, vandaag=MEI).verwacht == 300 + 9 * 100
    assert vooruit(100, -300, 100, vandaag=MEI).verwacht == -100


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
def test_a_forecast_needs_one_month_that_is_in(vandaag: date, is_bekend: bool) -> None:
    """January is billed in February: it is in on 1 March."""
    gevonden = vooruit(500, vandaag=vandaag)
    assert (gevonden.verwacht is not None) == is_bekend
    assert not gevonden.is_voorbij


@pytest.mark.parametrize(("vandaag", "verwacht"), [(date(2024, 1, 31), 1_200), (date(2024, 2, 1), 1_100)])
def test_of_december_more_is_expected_until_february(vandaag: date, verwacht: int) -> None:
    """Eleven months of 100: in January the twelfth is still to come, in February all is in."""
    assert vooruit(*[100] * 11, vandaag=vandaag).verwacht == verwacht


def test_a_year_that_is_all_in_has_no_band_and_may_hold_nothing() -> None:
    later = date(2024, 2, 1)
    for budget, op_in in ((703, date(2023, 3, 1)), (705, None)):
        gevonden = vooruit(700, 0, 4, vandaag=later, budget=budget)
        assert gevonden == Prognose(704, 704, 704, op_in, 704, is_voorbij=True)
    assert vooruit(vandaag=later, budget=1) == Prognose(0, 0, 0, None, 0, is_voorbij=True)
    assert prognose(2023, [], 1, later) == Prognose(0, 0, 0, None, 0, is_voorbij=True)


def test_of_a_year_to_come_nothing_is_foretold_but_what_is_assigned() -> None:
    per_maand = {date(2023, maand, 1): 100 for maand in range(1, 13)}
    for delen, verplicht in (([], 0), ([replace(product(), toegewezen=per_maand)], 1_200)):
        assert prognose(2023, delen, 1, date(2022, 6, 1)) == Prognose(None, None, None, None, verplicht, False)


def test_m73_what_is_assigned_for_the_rest_of_the_year_counts_by_its_use() -> None:
    """Of 200 a month half was granted; from September on 400 a month is assigned."""
    toegewezen = {date(2023, maand, 1): 200 if maand < 9 else 400 for maand in range(1, 13)}
    gevonden = prognose(2023, [product(*[100] * 6, toegewezen=toegewezen)], None, date(2023, 8, 1))
    assert gevonden.verwacht == 1_200
    assert gevonden.verplicht == 600 + 2 * 100 + 4 * 200


def test_use_counts_over_the_last_year_that_is_in_and_is_never_more_than_all() -> None:
    """On 1 March that is all of 2022: eleven months of 50 and January of 290 are seven tenths of 1,200."""
    vorig_jaar = {date(2022, maand, 1): 50 for maand in range(1, 13)} | {date(2022, 1, 1): 290}
    toegewezen = {maand_erbij(date(2021, 1, 1), nummer): 100 for nummer in range(36)}
    per_maand = vorig_jaar | bedragen(50)
    gevonden = prognose(2023, [Verloop(per_maand, per_maand, toegewezen)], None, date(2023, 3, 1))
    assert gevonden.verplicht == 12 * 70
    meer = {maand: 9 * bedrag for maand, bedrag in per_maand.items()}
    assert prognose(2023, [Verloop(meer, meer, toegewezen)], None, date(2023, 3, 1)).verplicht == 450 + 11 * 100


def test_a_month_that_may_still_be_billed_says_nothing_of_use() -> None:
    """On 1 December July was without any, and of August and later nobody knows: 600 of 1,400 was used."""
    toegewezen = {date(2023, maand, 1): 200 for maand in range(1, 13)}
    gevonden = prognose(2023, [product(*[100] * 6, toegewezen=toegewezen)], None, DECEMBER)
    assert gevonden.verplicht == 600 + 5 * 200 * 3 // 7


def test_without_three_months_that_are_in_all_that_is_assigned_is_expected() -> None:
    """The last month that is known is not sure, so what is assigned in it may still come."""
    toegewezen = {date(2023, maand, 1): 200 for maand in range(2, 13)}
    for bekend, verplicht in ((3, 2 * 50 + 10 * 200), (4, 3 * 50 + 9 * 200), (5, 12 * 50)):
        delen = [product(*[50] * bekend, toegewezen=toegewezen)]
        assert prognose(2023, delen, None, date(2023, bekend + 2, 1)).verplicht == verplicht


BEDRAG = st.integers(0, 10**11)


@st.composite
def verlopen(draw: st.DrawFn) -> Verloop:
    """A product of which something was granted every month from some month on, part of it in the month under way."""
    begin = draw(st.integers(1, 12))
    nu = {date(2023, maand, 1): draw(st.integers(1, 10**11)) for maand in range(begin, 13)}
    eerder = {maand: draw(st.integers(0, bedrag)) for maand, bedrag in nu.items()}
    delen = sorted(draw(st.lists(st.fractions(0, 1), max_size=6)))
    toegewezen = {date(2023, maand, 1): draw(BEDRAG) for maand in range(1, 13)}
    return Verloop(nu, eerder, toegewezen, Tempo(tuple(delen)))


@given(st.lists(verlopen(), min_size=1, max_size=3), st.dates(date(2022, 11, 1), date(2024, 12, 31)))
def test_whatever_happened_the_band_holds_the_forecast_and_never_less_than_was_granted(
    delen: list[Verloop], vandaag: date
) -> None:
    gevonden = prognose(2023, delen, None, vandaag)
    toegekend = sum(sum(each.toegekend.values()) for each in delen)
    assert gevonden.verplicht >= toegekend
    if gevonden.verwacht is None:
        assert not gevonden.is_voorbij
        return
    assert gevonden.verwacht >= toegekend
    if gevonden.onder is not None and gevonden.boven is not None:
        assert toegekend <= gevonden.onder <= gevonden.verwacht <= gevonden.boven


@given(verlopen(), st.dates(date(2023, 3, 1), date(2024, 12, 31)), st.integers(0, 11), st.integers(1, 10**9))
def test_who_grants_more_never_makes_the_forecast_less(deel: Verloop, vandaag: date, plek: int, erbij: int) -> None:
    """In a month in which something was granted already: a first one says something about the months before it."""
    maand = list(deel.toegekend)[plek % len(deel.toegekend)]
    meer = replace(
        deel,
        toegekend={**deel.toegekend, maand: deel.toegekend[maand] + erbij},
        voor_deze_maand={**deel.voor_deze_maand, maand: deel.voor_deze_maand[maand] + erbij},
    )
    voor, na = prognose(2023, [deel], None, vandaag), prognose(2023, [meer], None, vandaag)
    assert (voor.verwacht is None) == (na.verwacht is None)
    assert (na.verwacht or 0) >= (voor.verwacht or 0)


@given(st.integers(1, 10**11), st.integers(1, 12), st.dates(date(2023, 1, 1), date(2024, 3, 1)))
def test_when_every_month_is_alike_the_year_is_twelve_of_them_whenever_one_looks(
    bedrag: int, begin: int, vandaag: date
) -> None:
    """From the month on in which help began; the steady outcome is in the band, and uses the budget up in December."""
    binnen = {date(2023, maand, 1): bedrag for maand in range(begin, 13) if date(2023, maand, 1) < vandaag}
    af = {maand: each for maand, each in binnen.items() if maand_erbij(maand, 1) < vandaag}
    budget = bedrag * (13 - begin)
    gevonden = prognose(2023, [Verloop(af, af)], budget, vandaag)
    if gevonden.verwacht:
        assert (gevonden.verwacht, gevonden.op_in) == (budget, date(2023, 12, 1))
        assert gevonden.onder in {None, budget}
        assert gevonden.boven in {None, budget}
