"""Which budgets hold in a calendar year (M73, M113)."""

from collections.abc import Iterable
from datetime import date

from inkoop.model import Inkoopmodel
from inkoop.sturing import Budget


def budgetten_in(jaar: int, model: Inkoopmodel, modellen: Iterable[Inkoopmodel]) -> list[Budget]:
    """The budgets of a model that hold in a year, each as of that year.

    One holds from its own year on, until a newer one takes its place: in the model itself for the same product and
    gemeente, or as one of `modellen` is newer for its gemeenten and has begun on 1 January, or has budgets by then.
    """
    nieuwer = [each for each in modellen if each.versie > model.versie and _heeft_het_over(each, jaar)]
    geldig: dict[tuple[str | None, str | None], Budget] = {}
    for budget in sorted(model.budgetten, key=lambda each: each.jaar):
        if budget.jaar == jaar or (budget.jaar < jaar and not _opgevolgd(model, budget, nieuwer)):
            geldig[budget.product, budget.gemeente] = budget.model_copy(update={"jaar": jaar})
    return list(geldig.values())


def gemeenten_van(model: Inkoopmodel, budget: Budget) -> frozenset[str]:
    """The CBS codes of the gemeenten that a budget of this model is for."""
    return frozenset({budget.gemeente} if budget.gemeente else model.gemeentecodes)


def _heeft_het_over(model: Inkoopmodel, jaar: int) -> bool:
    """Whether what this model says of budgets is about that year: of one in which it begins only what it names."""
    return model.versie <= date(jaar, 1, 1) or (
        model.versie.year == jaar and any(each.jaar <= jaar for each in model.budgetten)
    )


def _opgevolgd(model: Inkoopmodel, budget: Budget, nieuwer: Iterable[Inkoopmodel]) -> bool:
    return any(gemeenten_van(model, budget) <= set(each.gemeentecodes) for each in nieuwer)
