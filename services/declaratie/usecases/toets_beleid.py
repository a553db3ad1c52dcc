"""Hold the granted lines of an answered declaration against the policy and the budgets of the region.

The standard has no codes for policy, so nothing that was granted changes: what does not fit is put down for somebody to
look at (`aandachtspunten`), and reached thresholds of budgets are told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from functools import cache, partial

from chassis.events import Heard
from chassis.identifiers import new_id
from chassis.work import Work
from declaratie.domain.beleid import BELEID, Omgeving, ToegekendePrestatie, product_van
from declaratie.domain.budget import Uitgave, m73, m113, samengeteld, sleutel, telt_voor, uitgegeven
from declaratie.domain.kalender import eerste_van_maand
from declaratie.domain.stand import tarief_op
from declaratie.store import aandachtspunten as store_aandachtspunten
from declaratie.store import beleid as store_beleid
from declaratie.store import budgetten as store_budgetten
from declaratie.store import declaraties as store_declaraties
from declaratie.store import lumpsums as store_lumpsums
from declaratie.store import noshows as store_noshows
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.store.beleid import Bedrag
from declaratie.store.bulk import Waar
from declaratie.tables import Declaratie
from gebeurtenissen.declaratie import (
    AANDACHTSPUNTEN_VASTGELEGD,
    BUDGETDREMPEL_OVERSCHREDEN,
    Aandacht,
    AandachtspuntenVastgelegd,
    BudgetdrempelOverschreden,
    DeclaratieBeantwoord,
)
from inkoop import Inkoopmodel, model_van
from inkoop.sturing import Budget

CLIENTEN = 500
"""Clients whose lines are in memory at a time."""
Punt = tuple[int, str, str]
"""The place of a line in its declaration, the M number, and the reason."""


async def toets_beleid(work: Work, heard: Heard[DeclaratieBeantwoord]) -> None:
    """Run the policy over an answered declaration of ourselves, once, in a transaction of its own."""
    if heard.source != work.source or heard.data.prestaties_toegekend == 0:
        return
    declaratie = await store_declaraties.declaratie(work.session, heard.data.declaratie_id)
    assert declaratie is not None  # it was stored with the event
    bedragen = await store_beleid.bedragen(work.session, declaratie.id)
    if any(each.bedrag < 0 for each in bedragen):
        await store_aandachtspunten.sluit_gecrediteerde(work.session, declaratie.id, work.now)
    dagen = {each.begindatum for each in bedragen}
    modellen = {dag: model for dag in dagen if (model := model_van([declaratie.gemeente], dag)) is not None}
    punten = await _prestaties(work, declaratie, modellen)
    punten += await _budgetten(work, declaratie, modellen, bedragen)
    await _leg_vast(work, declaratie, punten, bedragen)


async def _prestaties(work: Work, declaratie: Declaratie, modellen: dict[date, Inkoopmodel]) -> list[Punt]:
    """What the rules of policy say of the lines, some clients at a time: a message may hold very many."""
    if not modellen:
        return []
    tarieven = (await store_toewijzingen.tarieven(work.session, {declaratie.agb}))[declaratie.agb]
    prijs = cache(partial(tarief_op, tarieven, declaratie.gemeente))
    weken = max(model.uitnutten.weken or 0 for model in modellen.values())
    vanaf = eerste_van_maand(min(modellen) - timedelta(weeks=weken))
    clienten = await store_beleid.clienten(work.session, declaratie)
    waar = Waar(declaratie.gemeente, declaratie.agb, declaratie.wet)
    punten: list[Punt] = []
    for start in range(0, len(clienten), CLIENTEN):
        deel = clienten[start : start + CLIENTEN]
        geleverd = await store_toewijzingen.geleverd(work.session, declaratie.gemeente, declaratie.wet, deel)
        van_client: defaultdict[str, list[ToegekendePrestatie]] = defaultdict(list)
        for prestatie in await store_beleid.open_prestaties(
            work.session, declaratie.gemeente, declaratie.wet, deel, vanaf
        ):
            van_client[prestatie.client].append(prestatie)
        eigen = [each for alle in van_client.values() for each in alle if each.volgorde[1] == declaratie.id]
        nummers = {each.toewijzing_nummer for each in eigen}
        [toewijzingen] = await store_toewijzingen.toewijzingen(work.session, [(waar, nummers)], [(waar, ())])
        for prestatie in eigen:
            model, toewijzing = modellen.get(prestatie.begindatum), toewijzingen.get(prestatie.toewijzing_nummer)
            product = product_van(model, prestatie.code)
            if model is not None and product is not None and toewijzing is not None:
                contractprijs = prijs(prestatie.code, prestatie.begindatum)
                gemeld = geleverd.get(prestatie.toewijzing_nummer, ())
                om = Omgeving(model, product, toewijzing, contractprijs, gemeld, van_client[prestatie.client])
                punten += _punten(prestatie, om)
    return punten


def _punten(prestatie: ToegekendePrestatie, om: Omgeving) -> Iterator[Punt]:
    for nummer, toets in BELEID.items():
        reden = toets(prestatie, om)
        if reden is not None:
            yield prestatie.volgorde[2], nummer, reden


async def _budgetten(
    work: Work,
    declaratie: Declaratie,
    modellen: dict[date, Inkoopmodel],
    bedragen: Sequence[Bedrag],
) -> list[Punt]:
    """Count the lines in the budgets of the year in which they were delivered; tell of reached thresholds."""
    eigen = [Uitgave(each.code, each.begindatum.year, each.budgethouder, each.bedrag) for each in bedragen]
    op_naam = {model.naam: model for model in modellen.values()}
    for naam, model in sorted(op_naam.items()):
        if model.budgetten:
            # One at a time per region: of two declarations that reach a threshold together, one must see both.
            await work.wait_for_turn(f"budget {naam}")
    await store_budgetten.add_uitgaven(work.session, declaratie, samengeteld(eigen))
    punten: list[Punt] = []
    for _, model in sorted(op_naam.items()):
        budgetten = [each for each in model.budgetten if any(telt_voor(uitgave, each) for uitgave in eigen)]
        gemeenten, jaren = [each.code for each in model.gemeenten], {each.jaar for each in budgetten}
        alle = await _alle_uitgaven(work, gemeenten, jaren) if budgetten else []
        for budget in budgetten:
            bedrag = uitgegeven(alle, budget)
            await _meld(work, declaratie, model, budget, bedrag)
            redenen = m113(bedrag - uitgegeven(eigen, budget), eigen, budget)
            for each, reden in zip(bedragen, redenen, strict=True):
                if reden is not None:
                    punten.append((each.volgnummer, "M113", reden))
    return punten


async def _alle_uitgaven(work: Work, gemeenten: Sequence[str], jaren: Set[int]) -> list[Uitgave]:
    """Of declarations, of lump sums that are payable, and of no-shows."""
    per_soort = (store_budgetten.uitgaven, store_lumpsums.uitgaven, store_noshows.uitgaven)
    return [each for uitgaven in per_soort for each in await uitgaven(work.session, gemeenten, jaren)]


async def _meld(work: Work, declaratie: Declaratie, model: Inkoopmodel, budget: Budget, bedrag: int) -> None:
    for drempel in m73(bedrag, budget):
        naam = sleutel(model, budget)
        if await store_budgetten.meld_drempel(work.session, naam, drempel, bedrag, work.now):
            data = BudgetdrempelOverschreden(
                inkoopmodel=model.naam,
                jaar=budget.jaar,
                product=budget.product,
                gemeente=budget.gemeente,
                plafond=budget.plafond,
                drempel=drempel,
                budget=budget.eurocent,
                uitgegeven=bedrag,
                declaratie_id=declaratie.id,
            )
            await work.tell(BUDGETDREMPEL_OVERSCHREDEN, naam, data)


async def _leg_vast(work: Work, declaratie: Declaratie, punten: Sequence[Punt], bedragen: Sequence[Bedrag]) -> None:
    # A line that passes several plafonds is one point.
    uniek = {(volgnummer, nummer): reden for volgnummer, nummer, reden in punten}
    op_volgnummer = {each.volgnummer: each for each in bedragen}
    rows: list[dict[str, object]] = [
        {
            "id": new_id(),
            "declaratie_id": declaratie.id,
            "volgnummer": volgnummer,
            "gemeente": declaratie.gemeente,
            "agb": declaratie.agb,
            "code": op_volgnummer[volgnummer].code,
            "m_nummer": nummer,
            "reden": reden,
            "bedrag": op_volgnummer[volgnummer].bedrag,
            "budgethouder": op_volgnummer[volgnummer].budgethouder,
            "created_at": work.now,
        }
        for (volgnummer, nummer), reden in sorted(uniek.items())
    ]
    await store_aandachtspunten.add_aandachtspunten(work.session, rows)
    if rows:
        aantal, bedrag = Counter[str](), Counter[str]()
        for volgnummer, nummer in uniek:
            aantal[nummer] += 1
            bedrag[nummer] += op_volgnummer[volgnummer].bedrag
        data = AandachtspuntenVastgelegd(
            declaratie_id=declaratie.id,
            gemeente=declaratie.gemeente,
            wet=declaratie.wet,
            agb=declaratie.agb,
            punten=tuple(Aandacht(m_nummer=each, aantal=aantal[each], bedrag=bedrag[each]) for each in sorted(aantal)),
        )
        await work.tell(AANDACHTSPUNTEN_VASTGELEGD, declaratie.id, data)
