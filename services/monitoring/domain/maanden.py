"""Months: which come after which, and which are complete. A month is its first day."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Literal

Maandstand = Literal["compleet", "nog niet alles binnen", "loopt nog", "moet nog komen"]
"""How far a month is. Only one that is complete can be laid beside another: else it looks like a collapse."""


class Ritme(Enum):
    """What the figures of a month wait for; the value is how many months after it they are all in."""

    STAPPEN = 0
    """What happens in the month itself."""
    DECLARATIES = 1
    """What is billed: providers bill a month in the month after it (Almere 5.5); no document names a last day."""


def maand_van(datum: date) -> date:
    """The first day of the calendar month."""
    return datum.replace(day=1)


def maandnummer(maand: date) -> int:
    """Which month it is, counted from the year 0: so that months can be reckoned with, in a query too."""
    return maand.year * 12 + maand.month - 1


def maand_met_nummer(nummer: int) -> date:
    """The month with this `maandnummer`."""
    return date(nummer // 12, nummer % 12 + 1, 1)


def maand_erbij(maand: date, aantal: int) -> date:
    """So many months later; earlier for a negative number."""
    return maand_met_nummer(maandnummer(maand) + aantal)


def volgende_maand(maand: date) -> date:
    """The month after it."""
    return maand_erbij(maand, 1)


def maandreeks(van: date, tot: date) -> Iterator[date]:
    """Every month from `van` up to `tot`, both included."""
    while van <= tot:
        yield van
        van = volgende_maand(van)


def laatste_complete(vandaag: date, ritme: Ritme) -> date:
    """The last month of which everything is in."""
    return maand_erbij(maand_van(vandaag), -1 - ritme.value)


def maandstand(maand: date, vandaag: date, ritme: Ritme) -> Maandstand:
    """How far a month is, today."""
    deze = maand_van(vandaag)
    if maand > deze:
        return "moet nog komen"
    if maand == deze:
        return "loopt nog"
    return "compleet" if maand <= laatste_complete(vandaag, ritme) else "nog niet alles binnen"
