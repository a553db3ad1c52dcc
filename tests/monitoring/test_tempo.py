"""M73, M113: how fast the bills of a month come in, learned from what came in before; reckoned by hand."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.domain.maanden import maand_erbij
from monitoring.domain.tempo import KALENDER, Binnengekomen, Tempo, leeftijd, leer_tempos, maanden_later

VANDAAG = date(2024, 7, 15)
JONGSTE = date(2023, 12, 1)
"""Six whole months went by since: the youngest month that is old enough."""


def geschiedenis(aantal: int, per_later: dict[int, int], jongste: date = JONGSTE) -> Binnengekomen:
    """So many months up to `jongste`, in each of which the same came in so many months later."""
    maanden = [maand_erbij(jongste, -terug) for terug in range(aantal)]
    return {(maand, later): bedrag for maand in maanden for later, bedrag in per_later.items()}


@pytest.mark.parametrize(
    ("beantwoord_op", "later"),
    [
        (date(2023, 11, 30), 0), (date(2023, 12, 31), 0), (date(2024, 1, 1), 1), (date(2024, 5, 31), 5),
        (date(2024, 6, 1), 6), (date(2025, 6, 1), 6),
    ],
)  # fmt: skip
def test_an_answer_came_so_many_months_later(beantwoord_op: date, later: int) -> None:
    """Never before the month itself, and after six months it is all the same."""
    assert maanden_later(date(2023, 12, 1), beantwoord_op) == later


@pytest.mark.parametrize(("maand", "oud"), [(date(2024, 7, 1), -1), (date(2024, 6, 1), 0), (date(2023, 7, 1), 11)])
def test_a_month_has_an_age(maand: date, oud: int) -> None:
    assert leeftijd(maand, VANDAAG) == oud


def test_a_product_has_a_pace_of_its_own_from_six_months_that_are_old_enough() -> None:
    """Half of it a month later, three tenths two months later, the rest after four."""
    tempo = leer_tempos({"HO": geschiedenis(6, {1: 50, 2: 30, 4: 20})}, VANDAAG).van("HO")
    delen = [Fraction(0), Fraction(1, 2), Fraction(4, 5), Fraction(4, 5), Fraction(1), Fraction(1)]
    assert [tempo.deel(oud) for oud in range(-1, 8)] == [0, *delen, 1, 1]
    assert tempo.binnen_na == 4


def test_a_product_with_little_history_has_that_of_all_together() -> None:
    """Five months of its own are too few; with three of another there are six months, each by its money."""
    kort, ander = geschiedenis(5, {1: 300}), geschiedenis(6, {3: 100})
    tempos = leer_tempos({"BI": kort, "HO": ander}, VANDAAG)
    assert [tempos.van("HO").deel(oud) for oud in (1, 2, 3)] == [0, 0, 1]
    samen = Fraction(1_500, 2_100)
    assert [tempos.van("BI").deel(oud) for oud in (1, 2, 3)] == [samen, samen, 1]
    assert tempos.van("nieuw") == tempos.van("BI")


@pytest.mark.parametrize(
    "per_product",
    [
        {},
        {"HO": geschiedenis(5, {1: 300})},
        {"HO": geschiedenis(30, {1: 300}, maand_erbij(JONGSTE, 25))},
        {"HO": geschiedenis(30, {1: 300}, maand_erbij(JONGSTE, -19))},
        {"HO": geschiedenis(12, {1: -300})},
        {"HO": geschiedenis(12, {1: 300, 2: -300})},
    ],
    ids=["nothing", "too few", "too young", "too old", "credit only", "all taken back"],
)
def test_where_nothing_is_learned_the_calendar_holds(per_product: dict[str, Binnengekomen]) -> None:
    """A month is in when the month after it is over."""
    assert leer_tempos(per_product, VANDAAG).van("HO") is KALENDER
    assert [KALENDER.deel(oud) for oud in (-1, 0, 1, 2)] == [0, 0, 1, 1]
    assert KALENDER.binnen_na == 1


def test_a_credit_that_comes_later_makes_no_more_than_all() -> None:
    """120 came in, and 20 of it was taken back: after one month all was in."""
    tempo = leer_tempos({"HO": geschiedenis(6, {1: 120, 3: -20})}, VANDAAG).van("HO")
    assert [tempo.deel(oud) for oud in range(4)] == [0, 1, 1, 1]


def test_a_credit_that_is_followed_by_more_makes_the_share_no_less() -> None:
    tempo = leer_tempos({"HO": geschiedenis(6, {1: 90, 2: -30, 4: 40})}, VANDAAG).van("HO")
    assert [tempo.deel(oud) for oud in range(1, 5)] == [Fraction(9, 10), Fraction(9, 10), Fraction(9, 10), 1]


def test_two_and_a_half_years_are_looked_at() -> None:
    """Six months at the end of them are enough."""
    tempo = leer_tempos({"HO": geschiedenis(6, {2: 300}, maand_erbij(JONGSTE, -18))}, VANDAAG).van("HO")
    assert tempo.binnen_na == 2


def test_nine_tenths_is_in() -> None:
    assert Tempo((Fraction(0), Fraction(899, 1000), Fraction(9, 10))).binnen_na == 2


@given(st.dictionaries(st.tuples(st.integers(0, 40), st.integers(0, 6)), st.integers(-(10**9), 10**11), max_size=80))
def test_of_whatever_came_in_the_share_grows_from_nothing_to_all(binnen: dict[tuple[int, int], int]) -> None:
    geteld = {(maand_erbij(VANDAAG.replace(day=1), -terug), later): n for (terug, later), n in binnen.items()}
    tempo = leer_tempos({"HO": geteld}, VANDAAG).van("HO")
    delen = [tempo.deel(oud) for oud in range(-1, 8)]
    assert delen == sorted(delen)
    assert (delen[0], delen[-1]) == (0, 1)
