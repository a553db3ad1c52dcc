"""Claims on providers: what has to come back, by when, and how it ended."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from chassis.door import Door, InWork
from chassis.files import attachment, binary
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import must_serve
from chassis.tokens import Caller
from chassis.work import Work
from declaratie.api.vragen import BetaalLezer, Betaler, VraagAgb, VraagBudgethouder, zicht_van
from declaratie.bodies.vorderingen import (
    BesluitOpVordering,
    Betwisting,
    NieuweOntvangst,
    NieuweVordering,
    VorderingView,
)
from declaratie.domain.vordering import Vorderingstand
from declaratie.store import rekeningen as store_rekeningen
from declaratie.store import vorderingen as store_vorderingen
from declaratie.tables import Vordering
from declaratie.uitvoer.vorderingsbrief import vorderingsbrief
from declaratie.usecases import vorderingen

router = APIRouter(prefix="/v1/vorderingen", route_class=Door, tags=["Vorderingen"])
PDF = "application/pdf"
BRIEF: dict[int | str, dict[str, object]] = {200: {"description": "De brief.", "content": binary(PDF)}}


@router.post("", status_code=201)
async def post_vorderingen(work: InWork, caller: Betaler, body: NieuweVordering, location: Location) -> VorderingView:
    """Vorder geld terug van een aanbieder: een bedrag, of wat er van prestaties terug moet.

    Gebruik dit na `/v1/verrekeningen`, na een controle, of als een jaar is afgesloten. Tot en met `uiterlijk` kan de
    aanbieder terugbetalen of de vordering betwisten; daarna verrekent de eerstvolgende betaalrun wat openstaat. De
    brief haalt u op bij `brief`. Er volgt `nl.wmo.vorderingen.gewijzigd.v1`.
    """
    must_serve(caller, body.budgethouder)
    plekken = [(each.declaratie_id, each.volgnummer) for each in body.prestaties]
    gegeven = {name: getattr(body, name) for name in NieuweVordering.model_fields if name != "prestaties"}
    vordering = await vorderingen.stel_in(work, vorderingen.NieuweVordering(**gegeven, prestaties=plekken), caller.name)
    location(f"/v1/vorderingen/{vordering.id}")
    return _view(vordering)


@router.get("")
async def get_vorderingen(
    work: InWork,
    caller: BetaalLezer,
    budgethouder: VraagBudgethouder = None,
    agb: VraagAgb = None,
    stand: Annotated[Vorderingstand | None, Query(description="Alleen vorderingen die zo ver zijn.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[VorderingView]:
    """Vorderingen, oudste eerst. Een aanbieder ziet die op hem.

    Gebruik dit als werklijst: met stand=betwist ziet u waarover u nog een besluit neemt. Er verandert niets.
    """
    selectie = store_vorderingen.Vorderingselectie(zicht_van(caller), budgethouder, agb, stand)
    found = await store_vorderingen.vorderingen(work.session, selectie, read_cursor(cursor), limit + 1)
    return page_of([_view(each) for each in found], limit, key=lambda each: each.id)


@router.get("/{vordering_id}")
async def get_vordering(work: InWork, caller: BetaalLezer, vordering_id: str) -> VorderingView:
    """Eén vordering, met wat er nog openstaat.

    Gebruik dit om te zien hoe ver zij is. Er verandert niets.
    """
    return _view(await _vordering(work, caller, vordering_id))


@router.get("/{vordering_id}/brief", response_class=Response, responses=BRIEF)
async def get_vordering_brief(work: InWork, caller: BetaalLezer, vordering_id: str) -> Response:
    """De brief aan de aanbieder over een vordering, als PDF.

    Gebruik dit om de brief te versturen of te bewaren. Er verandert niets.
    """
    vordering = await _vordering(work, caller, vordering_id)
    prestaties = await store_vorderingen.prestaties_van(work.session, vordering.id)
    van = await store_rekeningen.betaalrekening(work.session, vordering.budgethouder)
    inhoud = vorderingsbrief(vordering, prestaties, van)
    return attachment(inhoud, PDF, f"vordering-{vordering.id}.pdf")


@router.post("/{vordering_id}/_betwisten")
async def post_betwisten(work: InWork, caller: BetaalLezer, vordering_id: str, body: Betwisting) -> VorderingView:
    """Zeg dat u het niet eens bent met een vordering, en waarom. Daarna verrekent geen betaalrun haar.

    Gebruik dit als aanbieder, of als gemeente wanneer de aanbieder u schreef. De gemeente neemt daarna een besluit. Er
    volgt `nl.wmo.vorderingen.gewijzigd.v1`.
    """
    vordering = await _vordering(work, caller, vordering_id, lock=True)
    await vorderingen.betwist(work, vordering, body.waarom, caller.name)
    return _view(vordering)


@router.post("/{vordering_id}/_besluit")
async def post_besluit(work: InWork, caller: Betaler, vordering_id: str, body: BesluitOpVordering) -> VorderingView:
    """Besluit wat er van een vordering blijft, en voor wanneer. Met bedrag 0 trekt u haar in.

    Gebruik dit na een betwisting, of als u zelf ziet dat er minder terug moet. Er volgt
    `nl.wmo.vorderingen.gewijzigd.v1`.
    """
    vordering = await _vordering(work, caller, vordering_id, lock=True)
    await vorderingen.besluit(work, vordering, body.bedrag, body.uiterlijk)
    return _view(vordering)


@router.post("/{vordering_id}/ontvangsten")
async def post_ontvangsten(work: InWork, caller: Betaler, vordering_id: str, body: NieuweOntvangst) -> VorderingView:
    """Leg vast dat een aanbieder terugbetaalde. Hetzelfde kenmerk nog eens verandert niets.

    Gebruik dit als het geld op uw rekening staat. Is alles terug, dan is de vordering klaar. Er volgt
    `nl.wmo.vorderingen.gewijzigd.v1`.
    """
    vordering = await _vordering(work, caller, vordering_id, lock=True)
    await vorderingen.ontvang(work, vordering, body.kenmerk, body.bedrag, body.ontvangen_op, caller.name)
    return _view(vordering)


async def _vordering(work: Work, caller: Caller, vordering_id: str, *, lock: bool = False) -> Vordering:
    vordering = await store_vorderingen.vordering(work.session, vordering_id, lock=lock)
    if vordering is None or not caller.may_see(vordering.budgethouder, vordering.agb):
        raise not_found("deze vordering")
    return vordering


def _view(vordering: Vordering) -> VorderingView:
    return VorderingView.model_validate(vordering, from_attributes=True)
