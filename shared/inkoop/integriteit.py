"""Whether a provider has an integrity test that holds (M108; Almelo 2 and 4.6, regio Alkmaar 2)."""

from dataclasses import dataclass
from datetime import date

from inkoop.maanden import einde_na


@dataclass(frozen=True)
class Toetseis:
    """What the inkoopmodel asks on a day: how many months a test holds; None where it asks none."""

    maanden: int | None
    op: date


GEEN_EIS = Toetseis(None, date.min)


def geldig_tot(getoetst_op: date, maanden: int) -> date:
    """The last day on which a test of a day holds."""
    return einde_na(getoetst_op, maanden)


def waarom_geen_toets(getoetst_op: date | None, eis: Toetseis) -> str | None:
    """Why nothing new can be assigned to a provider, and what to do about it; None when nothing stands in the way."""
    if eis.maanden is None:
        return None
    if getoetst_op is None:
        wat = "Van deze aanbieder staat geen integriteitstoets vast"
    elif (tot := geldig_tot(getoetst_op, eis.maanden)) < eis.op:
        wat = f"De integriteitstoets van deze aanbieder gold tot en met {tot:%d-%m-%Y}"
    else:
        return None
    return f"{wat} (M108). Laat contractbeheer de toets doen en de datum vastleggen bij de aanbieder."


def toelichting(getoetst_op: date, maanden: int) -> str:
    """What the ranking says of a test that holds."""
    tot = geldig_tot(getoetst_op, maanden)
    return f"De integriteitstoets van {getoetst_op:%d-%m-%Y} geldt tot en met {tot:%d-%m-%Y}."
