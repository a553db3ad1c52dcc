"""The part of a plan that a provider sees and works out (M122): its own door, and what the case worker sees of it."""

from typing import Annotated

from fastapi import APIRouter, Depends

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, Location, MustMatch, must_match
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import found_for, needs
from chassis.tokens import Caller
from chassis.work import Work
from toegang.api.gedeeld import FrontOffice, Lezer
from toegang.bodies.plandeel import (
    GedeeldDoelView,
    GedeeldeProducten,
    NieuweUitwerking,
    PlandeelInWoorden,
    PlandeelView,
    UitwerkingInWoorden,
    UitwerkingView,
)
from toegang.domain.logboek import Wat
from toegang.store import plan as planstore
from toegang.store import plandeel as bron
from toegang.tables import Doel, ToegewezenProduct, Uitwerking
from toegang.usecases.plandelen import deel_doel, lees_uitwerking, mag_zien, werk_uit
from toegang.usecases.plannen import lees_doel

router = APIRouter(prefix="/v1", route_class=Door, tags=["Plandelen"])
Aanbieder = Annotated[Caller, Depends(needs("berichten"))]


@router.put("/plannen/{plan_id}/doelen/{doel_id}/producten")
async def put_producten(
    work: InWork,
    caller: FrontOffice,
    plan_id: str,
    doel_id: str,
    body: GedeeldeProducten,
    etag: Etag,
    if_match: MustMatch = None,
) -> GedeeldeProducten:
    """Deel een doel met de aanbieders van deze producten (M122). De ETag is die van het plan.

    Gebruik dit als het plan is vastgesteld. De aanbieder die een product levert, ziet daarna dit doel en werkt het uit;
    van de rest van het plan ziet hij niets. De lijst vervangt die van eerder. Er volgt `nl.wmo.plandelen.gedeeld.v1`.
    """
    plan = found_for(work, caller, await planstore.plan(work.session, plan_id, lock=True), "dit plan")
    must_match(if_match, plan.versie)
    doel = await planstore.doel(work.session, doel_id)
    if doel is None or doel.plan_id != plan.id:
        raise not_found("dit doel")
    await deel_doel(work, plan, doel, body.product_ids)
    plan.versie += 1
    work.note([doel.client_id], Wat.PLAN_GEDEELD, plan.id)
    etag(plan.versie)
    return GedeeldeProducten(product_ids=sorted(set(body.product_ids)))


@router.get("/plannen/{plan_id}/uitwerkingen")
async def get_uitwerkingen(
    work: InWork, caller: FrontOffice, plan_id: str, limit: Limit = 50, cursor: Cursor = None
) -> Page[UitwerkingView]:
    """Wat aanbieders aan de doelen van een plan toevoegden, zonder de woorden (M122).

    Gebruik dit om te zien hoe ver een aanbieder is. De woorden leest u per uitwerking met `_inzage`. Er verandert
    niets.
    """
    plan = found_for(work, caller, await planstore.plan(work.session, plan_id), "dit plan")
    found = await bron.uitwerkingen_van_plan(work.session, plan.id, read_cursor(cursor), limit + 1)
    return page_of([_uitwerking(each) for each in found], limit, key=lambda each: each.id)


@router.post("/uitwerkingen/{uitwerking_id}/_inzage", dependencies=[NO_KEY])
async def inzage_uitwerking(work: InWork, caller: Lezer, uitwerking_id: str) -> UitwerkingInWoorden:
    """Een uitwerking van een aanbieder, in woorden. Elke inzage wordt vastgelegd.

    Gebruik dit voor een gesprek over het plan. De inzage komt in het logboek van de cliënt. Er volgt geen gebeurtenis.
    """
    row = found_for(work, caller, await bron.uitwerking(work.session, uitwerking_id), "deze uitwerking")
    work.note([row.client_id], Wat.PLAN_GELEZEN, row.id)
    return _in_woorden(work, row)


@router.get("/plandelen")
async def get_plandelen(
    work: InWork, caller: Aanbieder, limit: Limit = 50, cursor: Cursor = None
) -> Page[PlandeelView]:
    """De producten die aan u zijn toegewezen en waarvan doelen met u zijn gedeeld (M122).

    Gebruik dit als aanbieder om te zien van welke cliënten u doelen kunt uitwerken, en van welke de gemeente vóór een
    dag uw evaluatie vraagt (`evaluatieVoor`, M86). U ziet wat nu of later loopt. De woorden leest u met `_inzage`. Er
    verandert niets.
    """
    assert caller.agb is not None  # the scope goes with one
    found = await bron.gedeeld_met(work.session, caller.agb, work.today, read_cursor(cursor), limit + 1)
    views = [
        PlandeelView(
            toewijzing_id=each.toewijzing_id,
            product_id=each.product_id,
            client_id=each.client_id,
            ingangsdatum=each.ingangsdatum,
            einddatum=each.einddatum,
            aantal_doelen=aantal,
            evaluatie_voor=voor,
        )
        for each, aantal, voor in found
    ]
    return page_of(views, limit, key=lambda each: each.toewijzing_id)


@router.post("/plandelen/{plandeel_id}/_inzage", dependencies=[NO_KEY])
async def inzage_plandeel(work: InWork, caller: Aanbieder, plandeel_id: str) -> PlandeelInWoorden:
    """De doelen van een product dat aan u is toegewezen, met wat u ervan maakte. Elke inzage wordt vastgelegd.

    Gebruik dit als aanbieder om aan de doelen te werken. Namen en de rest van het plan staan er niet in. De inzage komt
    in het logboek van de cliënt. Er volgt geen gebeurtenis.
    """
    toegewezen = await _van(work, caller, plandeel_id)
    doelen = await bron.gedeelde_doelen(work.session, toegewezen.product_id)
    uitwerkingen = await bron.uitwerkingen_door(work.session, toegewezen.product_id, toegewezen.agb)
    work.note([toegewezen.client_id], Wat.PLAN_GELEZEN, toegewezen.product_id)
    return PlandeelInWoorden(
        doelen=[doel_view(work, each) for each in doelen],
        uitwerkingen=[_in_woorden(work, each) for each in uitwerkingen],
    )


@router.post("/plandelen/{plandeel_id}/uitwerkingen", status_code=201)
async def post_uitwerking(
    work: InWork, caller: Aanbieder, plandeel_id: str, body: NieuweUitwerking, location: Location
) -> UitwerkingView:
    """Werk als aanbieder een doel uit: met een eigen doel, een stap, of uw evaluatie (M122).

    Gebruik dit voor een doel dat met u is gedeeld. De gemeente ziet wat u toevoegt. Zet geen namen of nummers van
    mensen in de tekst. Er volgt `nl.wmo.uitwerkingen.vastgelegd.v1`, zonder uw woorden.
    """
    toegewezen = await _van(work, caller, plandeel_id)
    row = await werk_uit(work, toegewezen, body)
    location(f"/v1/plandelen/{toegewezen.toewijzing_id}/_inzage")
    return _uitwerking(row)


async def _van(work: Work, caller: Caller, plandeel_id: str) -> ToegewezenProduct:
    """The assignment of this provider, by its id. Raises Problem 404 when there is none, as for one of another."""
    found = await bron.toegewezen(work.session, plandeel_id)
    if found is None or not mag_zien(found, caller.agb, work.today):
        raise not_found("dit plandeel")
    return found


def doel_view(work: Work, doel: Doel) -> GedeeldDoelView:
    """A goal in words, without who does what."""
    inhoud = lees_doel(work, doel)
    velden = ("gebied", "termijn", "op_netwerk", "van_client", "streefdatum", "status")
    return GedeeldDoelView(
        doel_id=doel.id, doel=inhoud.doel, meetbaar=inhoud.meetbaar, **{naam: getattr(doel, naam) for naam in velden}
    )


def _uitwerking(row: Uitwerking) -> UitwerkingView:
    return UitwerkingView.model_validate(row, from_attributes=True)


def _in_woorden(work: Work, row: Uitwerking) -> UitwerkingInWoorden:
    return UitwerkingInWoorden(**_uitwerking(row).model_dump(), tekst=lees_uitwerking(work, row))
