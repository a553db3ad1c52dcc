"""The chain in numbers, for the municipalities and months that somebody may see and asks for."""

from datetime import date

from chassis.problems import invalid
from chassis.security import must_serve
from chassis.tokens import EVERYWHERE, Caller
from chassis.work import Work
from inkoop import Inkoopmodel, laad, namen
from monitoring import store
from monitoring.bodies import (
    BedragenView,
    BudgetView,
    DoorlooptijdView,
    Filter,
    KetenView,
    PrestatiesView,
    RetourcodeView,
)
from monitoring.domain.geld import budgetstanden
from monitoring.domain.selectie import Selectie
from monitoring.domain.stappen import Stap, doorlooptijden


def inkoopmodellen() -> list[Inkoopmodel]:
    """Every inkoopmodel of the house."""
    return [laad(naam) for naam in namen()]


def kies(caller: Caller, gevraagd: Filter) -> Selectie:
    """What the caller may see of what was asked. Raises Problem 400 or 403 for a filter that makes no sense."""
    van, tot = _maand(gevraagd.van), _maand(gevraagd.tot)
    if van is not None and tot is not None and van > tot:
        raise invalid("query.tot", "De laatste maand ligt voor de eerste. Kies een latere maand.")
    if gevraagd.gemeente is None:
        return Selectie(None if EVERYWHERE in caller.gemeenten else caller.gemeenten, van, tot)
    must_serve(caller, gevraagd.gemeente)
    bekend = {gemeente.code for model in inkoopmodellen() for gemeente in model.gemeenten}
    if gevraagd.gemeente not in bekend:
        raise invalid("query.gemeente", "Deze gemeente staat in geen enkel inkoopmodel.")
    return Selectie(frozenset({gevraagd.gemeente}), van, tot)


def _maand(tekst: str | None) -> date | None:
    return date.fromisoformat(f"{tekst}-01") if tekst else None


async def lees_keten(work: Work, selectie: Selectie) -> KetenView:
    """All numbers of the chain within the selection."""
    session = work.session
    aantallen = await store.aantallen(session, selectie)
    totaal = await store.declaratietotaal(session, selectie)
    afkeuringen = await store.afkeuringen(session, selectie)
    tijden = doorlooptijden(await store.histogrammen(session, selectie))
    standen = budgetstanden(inkoopmodellen(), await store.toegekend_per_jaar(session, selectie), selectie)
    return KetenView(
        meldingen=aantallen.get(Stap.MELDING, 0),
        onderzoeken=aantallen.get(Stap.ONDERZOEK, 0),
        beschikkingen=aantallen.get(Stap.BESCHIKKING, 0),
        toewijzingen=aantallen.get(Stap.TOEWIJZING, 0),
        wachtend=await store.wachtend(session, selectie),
        starts=aantallen.get(Stap.START, 0),
        declaraties=aantallen.get(Stap.DECLARATIE, 0),
        prestaties=PrestatiesView(
            ontvangen=totaal.regels_ingediend,
            toegekend=totaal.regels_toegekend,
            afgewezen=totaal.regels_afgewezen,
            per_retourcode=[RetourcodeView.model_validate(each, from_attributes=True) for each in afkeuringen],
        ),
        bedragen=BedragenView(ingediend=totaal.bedrag_ingediend, toegekend=totaal.bedrag_toegekend),
        doorlooptijden=[DoorlooptijdView.model_validate(each, from_attributes=True) for each in tijden],
        budget=[BudgetView.model_validate(each, from_attributes=True) for each in standen],
    )
