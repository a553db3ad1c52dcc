"""What the BRP says otherwise, what ends by it, and when it is asked again: decisions without anything around them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.toegang.conftest import ALMELO, ALMERE, NU

from toegang.domain.brp import Deeldatum, Gegevens, Huis, Lot, einde, opnieuw_vanaf, verschillen

ONZE = Gegevens("Grootkerk", "van der", Deeldatum(1948, 2, 29), Huis("1327AB", 12, "a", None), ALMERE)
ELDERS = Gegevens(None, None, None, Huis("7601AA", 1, None, None), ALMELO)
VANDAAG = date(2024, 6, 3)
NIETS = Lot(False, None, None, None, None, False)


@pytest.mark.parametrize(
    ("brp", "anders"),
    [
        (Gegevens(None, None, None, None, None), []),
        (Gegevens("GROOTKERK", "van  der", None, Huis("1327 ab", 12, "A", ""), ALMERE), []),
        (Gegevens("Gróotkerk", "van der", None, None, None), []),
        (Gegevens("Grootkerk", None, None, None, None), ["naam"]),
        (Gegevens(None, None, Deeldatum(1948, 2), None, None), ["geboortedatum"]),
        (Gegevens(None, None, None, Huis("1327AB", 12, "a", "bis"), None), ["adres"]),
        (Gegevens(None, None, None, None, ALMELO), ["gemeente"]),
    ],
)
def test_only_what_both_say_can_differ(brp: Gegevens, anders: list[str]) -> None:
    assert verschillen(ONZE, brp) == anders


@pytest.mark.parametrize(
    ("dag", "laatste"),
    [
        (Deeldatum(2024, 5, 1), date(2024, 5, 1)),
        (Deeldatum(2024, 4), date(2024, 4, 30)),
        (Deeldatum(2023, 12), date(2023, 12, 31)),
        (Deeldatum(2023), date(2023, 12, 31)),
        (Deeldatum(2024), VANDAAG),
        (Deeldatum(), VANDAAG),
        (None, VANDAAG),
    ],
)
def test_of_a_day_of_death_that_is_partly_unknown_the_last_that_can_be_counts(
    dag: Deeldatum | None, laatste: date
) -> None:
    gevonden = einde(ONZE, ONZE, Lot(True, dag, "O", None, None, False), [], VANDAAG)
    assert gevonden is not None
    assert (gevonden.reden, gevonden.laatste_dag) == ("overleden", laatste)


def test_who_went_abroad_moved() -> None:
    weg = Lot(False, None, "E", Deeldatum(2024, 6, 1), Deeldatum(2010, 1, 1), False)
    gevonden = einde(ONZE, ONZE, weg, [], VANDAAG)
    assert gevonden is not None
    assert (gevonden.reden, gevonden.laatste_dag) == ("verhuisd", date(2024, 5, 31))


def test_any_other_reason_to_keep_nobody_up_ends_nothing() -> None:
    assert einde(ONZE, ONZE, Lot(False, None, "M", Deeldatum(2024, 6, 1), None, False), [], VANDAAG) is None


@pytest.mark.parametrize(("begonnen", "eindigt"), [(date(2024, 5, 31), True), (date(2024, 6, 1), False)])
def test_a_move_before_an_open_case_began_ends_nothing(begonnen: date, eindigt: bool) -> None:
    lot = Lot(False, None, None, None, Deeldatum(2024, 6, 1), False)
    assert (einde(ONZE, ELDERS, lot, [begonnen], VANDAAG) is not None) is eindigt


def test_who_lives_here_stays() -> None:
    assert einde(ONZE, ONZE, NIETS, [], VANDAAG) is None


@pytest.mark.parametrize(
    ("pogingen", "minuten"), [(1, 1), (2, 2), (5, 16), (6, 32), (7, 60), (1000, 60)]
)  # fmt: skip
def test_without_an_answer_it_is_asked_ever_later(pogingen: int, minuten: int) -> None:
    assert opnieuw_vanaf(False, pogingen, NU) == NU + timedelta(minutes=minuten)


def test_with_an_answer_it_is_asked_the_next_night_whatever_the_clock_does() -> None:
    voor_wintertijd = datetime(2024, 10, 26, 22, 30, tzinfo=UTC)  # half past midnight on the 27th, when clocks go back
    assert opnieuw_vanaf(True, 0, voor_wintertijd).astimezone(UTC) == datetime(2024, 10, 28, 1, 0, tzinfo=UTC)
