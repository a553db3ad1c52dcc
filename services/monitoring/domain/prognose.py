"""Spending of a year so far, and a careful look ahead (M73, M113). All amounts in eurocents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import isqrt

from monitoring.domain.maanden import Ritme, laatste_complete

MAANDEN = 12
BAND = (128, 100)
"""1.28 times the spread: four times out of five the year ends within the band, if the months to come are alike."""


@dataclass(frozen=True)
class Prognose:
    """The expected total of the year with its band, and the month in which the budget is used up; None when unknown."""

    verwacht: int | None
    onder: int | None
    boven: int | None
    op_in: date | None


def prognose(jaar: int, per_maand: Mapping[date, int], budget: int | None, vandaag: date) -> Prognose:
    """Look ahead from the months that are complete: their average, and how much they differ.

    A month counts from January up to the last complete one in which anything was granted. What a later month holds
    already is the least that it will be. Of a year of which all is in nothing is expected any more: it is what was
    granted. Without one complete month nothing can be said.
    """
    alle = [date(jaar, maand, 1) for maand in range(1, MAANDEN + 1)]
    bedragen = [per_maand.get(maand, 0) for maand in alle]
    compleet = [each for each in alle if each <= laatste_complete(vandaag, Ritme.DECLARATIES)]
    if len(compleet) == MAANDEN:
        som = sum(bedragen)
        return Prognose(som, som, som, _op_in(alle, bedragen, budget))
    gevuld = [index for index, _ in enumerate(compleet, 1) if bedragen[index - 1]]
    if not gevuld:
        return Prognose(None, None, None, None)
    bekend, rest = bedragen[: gevuld[-1]], bedragen[gevuld[-1] :]
    gemiddeld = sum(bekend) // len(bekend)
    verwacht = bekend + [max(bedrag, gemiddeld) for bedrag in rest]
    marge = _marge(bekend, len(rest))
    midden = sum(verwacht)
    return Prognose(midden, max(sum(bedragen), midden - marge), midden + marge, _op_in(alle, verwacht, budget))


def _marge(bekend: list[int], rest: int) -> int:
    """How far the months that are left may end from what is expected, in whole eurocents; 0 of a single known one."""
    aantal, som = len(bekend), sum(bekend)
    if aantal < 2:
        return 0
    # Squared all stays whole, and is rounded down once: no float ever holds money.
    kwadraat = BAND[0] ** 2 * rest * (aantal * sum(each * each for each in bekend) - som * som)
    return isqrt(kwadraat // (BAND[1] ** 2 * aantal * (aantal - 1)))


def _op_in(maanden: Sequence[date], bedragen: Sequence[int], budget: int | None) -> date | None:
    """The first month in which the budget is used up, None when it lasts the year."""
    if budget is None:
        return None
    tot_en_met = zip(maanden, accumulate(bedragen), strict=True)
    return next((maand for maand, som in tot_en_met if som >= budget > 0), None)
