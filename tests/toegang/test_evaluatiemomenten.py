"""When support is evaluated, and what outcomes and indications say together: plain functions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from inkoop import laad
from toegang.bodies.plan import ZrmScores
from toegang.domain.evaluatie import contactmomenten, evaluatiemomenten
from toegang.domain.plan import traject_van
from toegang.domain.vergelijking import Indicatie, vergelijk
from toegang.domain.weging import Keuze
from toegang.domain.zrm import Verloop, verloop

DAGEN = st.dates(date(2022, 1, 1), date(2030, 12, 31))


@given(DAGEN, st.integers(0, 3000), st.sampled_from(["traject-1", "traject-2", "traject-3"]))
def test_m68_every_moment_lies_within_the_term_and_there_is_one_at_least(begin: date, dagen: int, naam: str) -> None:
    traject = traject_van(laad("almere-2023"), naam)
    assert traject is not None
    einde = date.fromordinal(begin.toordinal() + dagen)
    momenten = evaluatiemomenten(traject, begin, einde)
    assert momenten
    assert list(momenten) == sorted(set(momenten))
    assert all(begin <= each <= einde for each in momenten)


def test_m68_a_short_term_is_evaluated_at_its_end() -> None:
    traject = traject_van(laad("almere-2023"), "traject-2")
    assert traject is not None
    assert evaluatiemomenten(traject, date(2024, 1, 1), date(2024, 3, 31)) == (date(2024, 3, 31),)


@pytest.mark.parametrize(
    ("product", "traject", "einde", "aantal"),
    [
        ("IB3", "traject-3", date(2025, 12, 31), 5),
        ("IB3", None, date(2025, 12, 31), 0),
        ("HO", None, date(2025, 12, 31), 0),
        ("IB3", "traject-3", None, 0),
    ],
    ids=["traject 3", "not chosen", "no traject", "no end"],
)
def test_m51_a_decision_names_its_contact_moments(
    product: str, traject: str | None, einde: date | None, aantal: int
) -> None:
    keuze = Keuze(product, date(2024, 1, 1), einde, traject=traject)
    assert len(contactmomenten(laad("almere-2023"), keuze)) == aantal


def test_m11_self_reliance_from_the_first_to_the_last_measurement() -> None:
    metingen = [{"financien": 1, "justitie": 5}, {"financien": 2}, {"financien": 3, "huisvesting": 2}]
    assert verloop(metingen) == [Verloop("financien", 1, 3)]
    assert verloop(metingen[:1]) == []


def test_m31_arbitrariness_shows_in_the_spread() -> None:
    """Ten indications for one situation, from one hour to ten: no standard, much spread. Nine say nothing."""
    wild = [Indicatie("IB2B", "traject-2", 0, 60 * uur) for uur in range(1, 11)]
    (gevonden,) = vergelijk([*wild, *(Indicatie("DB2B", None, 0, 480) for _ in range(9))])
    assert (gevonden.standaard, gevonden.spreiding) == (False, True)
    assert (gevonden.kwart, gevonden.mediaan, gevonden.driekwart) == (195, 330, 465)


def test_m11_self_reliance_goes_from_one_to_five() -> None:
    scores = TypeAdapter(ZrmScores)
    slechtst, best = (dict.fromkeys(("financien", "justitie"), score) for score in (1, 5))
    metingen = [scores.validate_python(slechtst), scores.validate_python(best)]
    assert verloop(metingen) == [Verloop("financien", 1, 5), Verloop("justitie", 1, 5)]
    for score in (0, 6):
        with pytest.raises(ValidationError):
            scores.validate_python(best | {"financien": score})
