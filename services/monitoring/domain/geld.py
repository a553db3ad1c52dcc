"""Declarations in numbers, and money against budget (M73). All money is in eurocents; credit is negative."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inkoop import Inkoopmodel
from monitoring.domain.selectie import Selectie


@dataclass(frozen=True)
class Declaratietotaal:
    """Lines and eurocents of declarations together."""

    regels_ingediend: int
    regels_toegekend: int
    regels_afgewezen: int
    bedrag_ingediend: int
    bedrag_toegekend: int


@dataclass(frozen=True)
class Afkeuringtotaal:
    """How often a return code was given on lines, and the eurocents of those lines."""

    retourcode: str
    aantal: int
    bedrag: int


@dataclass(frozen=True)
class Toegekend:
    """Eurocents granted for one product, in one municipality and one calendar year."""

    gemeente: str
    jaar: int
    code: str
    bedrag: int


@dataclass(frozen=True)
class Budgetstand:
    """A budget for a calendar year and the eurocents granted from it.

    `product` or `gemeente` None: the budget is for all of them. `deel` is granted / budget, None for a budget of 0.
    """

    inkoopmodel: str
    jaar: int
    product: str | None
    gemeente: str | None
    budget: int
    toegekend: int
    deel: float | None


def aandeel(deel: int, geheel: int) -> float | None:
    """`deel` as a fraction of `geheel`, in four decimals; None of nothing."""
    return round(deel / geheel, 4) if geheel else None


def budgetstanden(
    modellen: Iterable[Inkoopmodel], toegekend: Sequence[Toegekend], selectie: Selectie
) -> list[Budgetstand]:
    """Every budget of the calendar years in `toegekend` that the selection covers whole.

    A budget of a region is left out when the selection holds only a part of its municipalities: the sum would be
    of that part, and would look like room that is not there.
    """
    jaren = {each.jaar for each in toegekend}
    standen = []
    for model in modellen:
        regio = frozenset(each.code for each in model.gemeenten)
        for budget in model.budgetten:
            gemeenten = frozenset({budget.gemeente}) if budget.gemeente else regio
            if budget.jaar not in jaren or not all(map(selectie.ziet, gemeenten)):
                continue
            bedrag = sum(
                each.bedrag
                for each in toegekend
                if each.jaar == budget.jaar and each.gemeente in gemeenten and budget.product in {None, each.code}
            )
            standen.append(
                Budgetstand(
                    inkoopmodel=model.naam,
                    jaar=budget.jaar,
                    product=budget.product,
                    gemeente=budget.gemeente,
                    budget=budget.eurocent,
                    toegekend=bedrag,
                    deel=aandeel(bedrag, budget.eurocent),
                )
            )
    return standen
