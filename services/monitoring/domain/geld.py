"""Money against budget (M73). All money is in eurocents; credit is negative."""

from collections.abc import Sequence
from dataclasses import dataclass

from inkoop import Inkoopmodel, budgetten_in, gemeenten_van
from inkoop.sturing import Budget
from monitoring.domain.selectie import Selectie


@dataclass(frozen=True)
class Toegekend:
    """Eurocents granted for one product in one calendar year, and the municipality that pays them (M83)."""

    gemeente: str
    jaar: int
    code: str
    bedrag: int


@dataclass(frozen=True)
class Besteding:
    """A budget for a calendar year and the eurocents granted from it.

    `product` or `gemeente` None: the budget is for all of them. `budget` None: granted while no budget covers it.
    `deel` is granted / budget, None where that says nothing.
    """

    inkoopmodel: str | None
    jaar: int
    product: str | None
    gemeente: str | None
    budget: int | None
    toegekend: int
    deel: float | None


def aandeel(deel: int, geheel: int) -> float | None:
    """`deel` as a fraction of `geheel`, in four decimals; None of nothing."""
    return round(deel / geheel, 4) if geheel else None


def bestedingen(modellen: Sequence[Inkoopmodel], toegekend: Sequence[Toegekend], selectie: Selectie) -> list[Besteding]:
    """Every budget of the calendar years in `toegekend`, and then what was granted without a budget (M73).

    A budget of a region is left out when the selection holds only a part of its municipalities: the sum would be
    of that part, and would look like room that is not there.
    """
    budgetten = [
        (model, budget)
        for model in modellen
        for jaar in sorted({each.jaar for each in toegekend if each.gemeente in model.gemeentecodes})
        for budget in budgetten_in(jaar, model, modellen)
    ]
    met_budget = [
        _besteding(model, budget, toegekend)
        for model, budget in budgetten
        if all(map(selectie.ziet, gemeenten_van(model, budget)))
    ]
    zonder = [each for each in toegekend if not any(_dekt(model, budget, each) for model, budget in budgetten)]
    return met_budget + [_zonder_budget(modellen, each) for each in zonder]


def _dekt(model: Inkoopmodel, budget: Budget, uitgave: Toegekend) -> bool:
    return (
        uitgave.jaar == budget.jaar
        and uitgave.gemeente in gemeenten_van(model, budget)
        and budget.product in {None, uitgave.code}
    )


def _besteding(model: Inkoopmodel, budget: Budget, toegekend: Sequence[Toegekend]) -> Besteding:
    bedrag = sum(each.bedrag for each in toegekend if _dekt(model, budget, each))
    return Besteding(
        inkoopmodel=model.naam,
        jaar=budget.jaar,
        product=budget.product,
        gemeente=budget.gemeente,
        budget=budget.eurocent,
        toegekend=bedrag,
        deel=aandeel(bedrag, budget.eurocent),
    )


def _zonder_budget(modellen: Sequence[Inkoopmodel], uitgave: Toegekend) -> Besteding:
    """Under the newest inkoopmodel of the municipality that was in force in that year, if any."""
    geldig = [
        model for model in modellen if model.versie.year <= uitgave.jaar and uitgave.gemeente in model.gemeentecodes
    ]
    newest = max(geldig, key=lambda model: model.versie, default=None)
    return Besteding(
        inkoopmodel=newest.naam if newest else None,
        jaar=uitgave.jaar,
        product=uitgave.code,
        gemeente=uitgave.gemeente,
        budget=None,
        toegekend=uitgave.bedrag,
        deel=None,
    )
