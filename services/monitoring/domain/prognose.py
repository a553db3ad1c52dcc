"""Spending of a year so far, and a careful look ahead (M73, M113). All amounts in eurocents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isqrt

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
    """Look ahead from the months that are over: their average, and how much they differ.

    A month counts from January up to the last one before this month in which anything was granted. Of a year that is
    over nothing is expected any more: it is what was granted. Without one full month nothing can be said.
    """
    alle = [date(jaar, maand, 1) for maand in range(1, MAANDEN + 1)]
    som = sum(per_maand.get(maand, 0) for maand in alle)
    if vandaag.year > jaar:
        return Prognose(som, som, som, _op_in(alle, per_maand, 0, budget))
    voorbij = [maand for maand in alle if maand < vandaag.replace(day=1)]
    gevuld = [index for index, maand in enumerate(voorbij, 1) if per_maand.get(maand, 0)]
    if not gevuld:
        return Prognose(None, None, None, None)
    bekend = alle[: gevuld[-1]]
    bedragen = [per_maand.get(maand, 0) for maand in bekend]
    rest = MAANDEN - len(bekend)
    gemiddeld = sum(bedragen) // len(bedragen)
    verwacht = sum(bedragen) + gemiddeld * rest
    marge = _spreiding(bedragen) * isqrt(rest * 10_000) // 100 * BAND[0] // BAND[1]
    tot_nu = {maand: bedrag for maand, bedrag in per_maand.items() if maand in bekend}
    op_in = _op_in(alle, tot_nu, gemiddeld, budget, bekend_tot=len(bekend))
    return Prognose(verwacht, max(som, verwacht - marge), verwacht + marge, op_in)


def _spreiding(bedragen: list[int]) -> int:
    """The standard deviation of the months, in whole eurocents; 0 of a single one."""
    if len(bedragen) < 2:
        return 0
    aantal, som = len(bedragen), sum(bedragen)
    # n² times the variance stays whole: no float ever holds money.
    return isqrt((aantal * sum(each * each for each in bedragen) - som * som) // (aantal * (aantal - 1)))


def _op_in(
    maanden: list[date], per_maand: Mapping[date, int], gemiddeld: int, budget: int | None, bekend_tot: int = MAANDEN
) -> date | None:
    """The first month in which the budget is used up, None when it lasts the year."""
    if budget is None:
        return None
    som = 0
    for index, maand in enumerate(maanden):
        som += per_maand.get(maand, 0) if index < bekend_tot else gemiddeld
        if som >= budget > 0:
            return maand
    return None
