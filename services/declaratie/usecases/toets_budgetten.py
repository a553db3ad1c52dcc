"""Count granted lines in the budgets of the year in which they were delivered (M73, M113)."""

from collections.abc import Iterable, Sequence, Set

from chassis.events import Event
from chassis.turns import turn_key
from chassis.work import Work
from declaratie.domain.budget import Uitgave, lopend, m73, m113, samengeteld, sleutel, telt_voor, uitgegeven
from declaratie.store import budgetten as store_budgetten
from declaratie.store import lumpsums as store_lumpsums
from declaratie.store import noshows as store_noshows
from declaratie.store.budgetten import Drempel
from declaratie.usecases.toegekende import Toegekend
from gebeurtenissen.declaratie import BudgetdrempelOverschreden
from inkoop import Inkoopmodel, budgetten_in, laad, namen, namen_met_budget
from inkoop.sturing import Budget

Bereikt = tuple[Toegekend, Drempel, BudgetdrempelOverschreden]


def beurt_per_budget(event: Event) -> Iterable[str]:
    """Which regions count what was answered in budgets: workers that count in one region would wait for each other."""
    return [turn_key("budget", naam) for naam in namen_met_budget(str(event.data.get("gemeente")))]


async def toets_budgetten(work: Work, alle: Sequence[Toegekend]) -> None:
    """Put down which lines pass a plafond and which thresholds are reached first, as one declaration after another."""
    modellen = {(model.naam, model.versie): model for each in alle for model in each.op_naam.values()}
    met_budget = [model for _, model in sorted(modellen.items()) if model.budgetten]
    # One at a time per region: of two declarations that reach a threshold together, one must see both.
    await work.wait_for_turn(*{turn_key("budget", model.naam) for model in met_budget})
    per_declaratie = [samengeteld(each.uitgaven) for each in alle]
    bereikt = [
        each
        for model in met_budget
        for budget, eerder in await _uitgegeven(work, model, per_declaratie)
        for each in _toets(alle, model, budget, eerder)
    ]
    await store_budgetten.add_uitgaven(
        work.session, [(each.declaratie, van) for each, van in zip(alle, per_declaratie, strict=True)]
    )
    await _meld(work, alle, bereikt)


async def _uitgegeven(
    work: Work, model: Inkoopmodel, per_declaratie: Sequence[Sequence[Uitgave]]
) -> list[tuple[Budget, int]]:
    """The budgets of a model that these declarations count for, with what each had paid before them in eurocents."""
    uitgaven, alle = [each for van in per_declaratie for each in van], [laad(naam) for naam in namen()]
    budgetten = [
        each
        for jaar in sorted({uitgave.jaar for uitgave in uitgaven})
        for each in budgetten_in(jaar, model, alle)
        if any(telt_voor(uitgave, each) for uitgave in uitgaven)
    ]
    if not budgetten:
        return []
    eerder = await _alle_uitgaven(work, model.gemeentecodes, {each.jaar for each in budgetten})
    return [(each, uitgegeven(eerder, each)) for each in budgetten]


async def _alle_uitgaven(work: Work, gemeenten: Sequence[str], jaren: Set[int]) -> list[Uitgave]:
    """Of declarations, of lump sums that are payable, and of no-shows."""
    per_soort = (store_budgetten.uitgaven, store_lumpsums.uitgaven, store_noshows.uitgaven)
    return [each for uitgaven in per_soort for each in await uitgaven(work.session, gemeenten, jaren)]


def _toets(alle: Sequence[Toegekend], model: Inkoopmodel, budget: Budget, eerder: int) -> list[Bereikt]:
    """The thresholds that are reached after each declaration; which of its lines pass the plafond is put down."""
    gemeenten = set(model.gemeentecodes)
    uitgaven = [each.uitgaven if each.declaratie.gemeente in gemeenten else () for each in alle]
    bereikt = []
    for each, (voor, stand) in zip(alle, lopend(eerder, uitgaven, budget), strict=True):
        if each.volgt(model) and any(telt_voor(uitgave, budget) for uitgave in each.uitgaven):
            bereikt += [_bereikt(each, model, budget, drempel, stand) for drempel in m73(stand, budget)]
            redenen = m113(voor, each.uitgaven, budget)
            for regel, reden in zip(each.bedragen, redenen, strict=True):
                if reden is not None:
                    each.punten[regel.volgnummer, "M113"] = reden
    return bereikt


def _bereikt(each: Toegekend, model: Inkoopmodel, budget: Budget, drempel: int, bedrag: int) -> Bereikt:
    data = BudgetdrempelOverschreden(
        inkoopmodel=model.naam,
        jaar=budget.jaar,
        product=budget.product,
        gemeente=budget.gemeente,
        plafond=budget.plafond,
        drempel=drempel,
        budget=budget.eurocent,
        uitgegeven=bedrag,
        declaratie_id=each.declaratie.id,
    )
    return each, (sleutel(model, budget), drempel), data


async def _meld(work: Work, alle: Sequence[Toegekend], bereikt: Sequence[Bereikt]) -> None:
    """Note each threshold once: who reached it first tells it."""
    eerst: dict[Drempel, Bereikt] = {}
    for each in sorted(bereikt, key=lambda van: alle.index(van[0])):
        eerst.setdefault(each[1], each)
    bedragen = {drempel: data.uitgegeven for drempel, (_, _, data) in eerst.items()}
    nieuw = await store_budgetten.meld_drempels(work.session, bedragen, work.now)
    for drempel, (van, (naam, _), data) in eerst.items():
        if drempel in nieuw:
            van.drempels.append((naam, data))
