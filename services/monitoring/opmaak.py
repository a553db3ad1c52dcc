"""Numbers, money and moments as people in the Netherlands write them."""

from datetime import datetime

from chassis.clock import NEDERLAND
from iwmo.codes import RetourCode

GEEN = "–"
"""Stands where there is nothing to show."""


def aantal(waarde: int | None) -> str:
    """A whole number, with a point between thousands."""
    return GEEN if waarde is None else f"{waarde:,}".replace(",", ".")


def euro(eurocent: int) -> str:
    """An amount in eurocents, as euros: € 1.234,56 or € -1.234,56."""
    teken = "-" if eurocent < 0 else ""
    hele, cent = divmod(abs(eurocent), 100)
    return f"€ {teken}{aantal(hele)},{cent:02}"


def procent(deel: float | None) -> str:
    """A fraction as a percentage with one decimal."""
    return GEEN if deel is None else f"{deel * 100:.1f}%".replace(".", ",")


def breedte(deel: float | None) -> int:
    """How much of a bar is filled, in percent: a fraction below 0 or above 1 stays within the bar."""
    return max(0, min(100, round((deel or 0.0) * 100)))


def moment(waarde: datetime | None) -> str:
    """A moment on the clock in the Netherlands."""
    return GEEN if waarde is None else f"{waarde.astimezone(NEDERLAND):%d-%m-%Y %H:%M}"


def betekenis(retourcode: str) -> str:
    """What a return code (WJ001) means, in plain Dutch."""
    return next((each.betekenis for each in RetourCode if each == retourcode), "Deze code kennen we niet.")


FILTERS = {each.__name__: each for each in (aantal, euro, procent, breedte, moment, betekenis)}
"""For the templates, by name."""
