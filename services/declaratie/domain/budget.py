"""The budgets of the region, tested at every declaration (M73, M113)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from declaratie.domain.beleid import euro
from inkoop import Inkoopmodel
from inkoop.sturing import Budget

DREMPELS = (80, 100)
"""Percentages of a budget at which the region is told, once each."""


@dataclass(frozen=True, slots=True)
class Uitgave:
    """Granted in eurocents, credits taken off, for one product in the year in which it was delivered.

    `betaler` is the municipality whose budget it is (M83).
    """

    code: str
    jaar: int
    betaler: str
    bedrag: int


def samengeteld(uitgaven: Iterable[Uitgave]) -> list[Uitgave]:
    """One per product, year and municipality that pays, in a fixed order."""
    totalen: Counter[tuple[str, int, str]] = Counter()
    for each in uitgaven:
        totalen[each.code, each.jaar, each.betaler] += each.bedrag
    return [Uitgave(*key, bedrag) for key, bedrag in sorted(totalen.items())]


def sleutel(model: Inkoopmodel, budget: Budget) -> str:
    """What names a budget in a year: model, year, product, municipality."""
    return "/".join((model.naam, str(budget.jaar), budget.product or "alle", budget.gemeente or "alle"))


def telt_voor(uitgave: Uitgave, budget: Budget) -> bool:
    """Whether a budget pays this."""
    return (
        uitgave.jaar == budget.jaar
        and budget.product in (None, uitgave.code)
        and budget.gemeente in (None, uitgave.betaler)
    )


def uitgegeven(uitgaven: Iterable[Uitgave], budget: Budget) -> int:
    """What a budget has paid, in eurocents."""
    return sum(each.bedrag for each in uitgaven if telt_voor(each, budget))


def lopend(eerder: int, uitgaven: Iterable[Sequence[Uitgave]], budget: Budget) -> Iterator[tuple[int, int]]:
    """What a budget had paid before and after each of these declarations, in eurocents; `eerder` before them all."""
    return pairwise(accumulate((uitgegeven(each, budget) for each in uitgaven), initial=eerder))


def m73(bedrag: int, budget: Budget) -> list[int]:
    """The thresholds, in percents of the budget, that spending `bedrag` eurocents has reached (M73)."""
    return [each for each in DREMPELS if bedrag > 0 and bedrag * 100 >= each * budget.eurocent]


def m113(eerder: int, uitgaven: Iterable[Uitgave], budget: Budget) -> Iterator[str | None]:
    """For each line, after `eerder` eurocents: why somebody should look at it, as it passes a plafond (M113)."""
    stand = eerder
    for uitgave in uitgaven:
        telt = telt_voor(uitgave, budget)
        stand += uitgave.bedrag if telt else 0
        boven = telt and budget.plafond and uitgave.bedrag > 0 and stand > budget.eurocent
        yield (
            f"Met deze prestatie is {euro(stand)} uitgegeven. "
            f"Het plafond voor {budget.jaar} is {euro(budget.eurocent)}."
            if boven
            else None
        )
