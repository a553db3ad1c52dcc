"""M73, M113: what is said of a budget is the worst of what is expected and what is committed, with why."""

from datetime import date

import pytest

from monitoring.domain import oordeel as zinnen
from monitoring.domain.oordeel import Oordeel, oordeel
from monitoring.domain.prognose import Prognose, Verloop, prognose

RUIM = Prognose(80, 70, 90, None, 80, is_voorbij=False)
PROGNOSE = "De prognose is hoger dan het budget."
TOEGEWEZEN = "Wat is toegewezen, kost bij het verwachte gebruik meer dan het budget."
MEER_TOEGEWEZEN = "Er is meer toegewezen dan het budget."
HOOGSTE = "De hoogste prognose is hoger dan het budget."


def anders(
    verwacht: int | None = 80, boven: int | None = 90, verplicht: int = 80, *, is_voorbij: bool = False
) -> Prognose:
    return Prognose(verwacht, verwacht, boven, None, verplicht, is_voorbij)


@pytest.mark.parametrize(
    ("vooruit", "toegekend", "toegewezen", "licht", "reden"),
    [
        (anders(100, 100, 100), 100, 100, "groen", zinnen.GENOEG),
        (anders(101, 110), 50, 90, "rood", PROGNOSE),
        (anders(verplicht=101), 50, 90, "rood", TOEGEWEZEN),
        (anders(101, 110, 101), 50, 184, "rood", f"{PROGNOSE} {TOEGEWEZEN}"),
        (anders(), 101, 90, "rood", "Er is al meer toegekend dan het budget."),
        (anders(), 50, 184, "oranje", MEER_TOEGEWEZEN),
        (anders(boven=101), 50, 101, "oranje", f"{MEER_TOEGEWEZEN} {HOOGSTE}"),
        (anders(boven=101), 50, 90, "oranje", HOOGSTE),
        (anders(boven=None), 50, 90, "groen", zinnen.GENOEG),
        (anders(None, None), 0, 90, None, zinnen.ONBEKEND),
        (anders(None, None), 0, 101, "oranje", MEER_TOEGEWEZEN),
        (anders(None, None, 101), 0, 101, "rood", TOEGEWEZEN),
        (anders(100, 100, 100, is_voorbij=True), 100, 184, "groen", zinnen.WAS_GENOEG),
        (anders(101, 101, 101, is_voorbij=True), 101, 90, "rood", "Er is meer toegekend dan het budget."),
    ],
)
def test_the_worst_of_what_is_expected_and_what_is_assigned(
    vooruit: Prognose, toegekend: int, toegewezen: int, licht: str | None, reden: str
) -> None:
    """Of a budget of 100: exactly as much is no more. A year that is over is judged by what it was."""
    assert oordeel(100, toegekend, toegewezen, vooruit) == Oordeel(licht, reden)


def test_without_a_budget_there_is_nothing_to_judge() -> None:
    assert oordeel(None, 10**9, 10**9, RUIM) == Oordeel(None, zinnen.GEEN_BUDGET)


def test_a_budget_of_which_184_percent_is_assigned_is_not_green() -> None:
    """Half of what is assigned gets used: the forecast and the use of what is assigned fit, and yet."""
    maanden = [date(2023, nummer, 1) for nummer in range(1, 13)]
    toegewezen = dict.fromkeys(maanden, 184_000)
    granted = dict.fromkeys(maanden[:6], 50_000)
    vooruit = prognose(2023, [Verloop(granted, granted, toegewezen)], 1_200_000, date(2023, 8, 1))
    assert vooruit.verwacht == 600_000
    assert vooruit.verplicht < 1_200_000
    assert oordeel(1_200_000, 300_000, 12 * 184_000, vooruit) == Oordeel("oranje", MEER_TOEGEWEZEN)
