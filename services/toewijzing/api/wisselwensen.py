"""Wishes of clients for another professional at the same provider."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import found_for, needs
from chassis.strict import Flag
from chassis.tokens import Caller
from toewijzing import store
from toewijzing.bodies.inzicht import AntwoordOpWens, NieuweWisselwens, WisselwensView
from toewijzing.store import wisselwensen as bron
from toewijzing.usecases.wisselwensen import beantwoord_wens, leg_wens_vast

router = APIRouter(prefix="/v1", route_class=Door, tags=["Wisselwensen"])
Gemeente = Annotated[Caller, Depends(needs("toewijzing"))]
Lezer = Annotated[Caller, Depends(needs("toewijzing", "berichten"))]
Aanbieder = Annotated[Caller, Depends(needs("berichten"))]


@router.post("/toewijzingen/{toewijzing_id}/wisselwensen", status_code=201)
async def post_wisselwens(
    work: InWork, caller: Gemeente, toewijzing_id: str, body: NieuweWisselwens, location: Location
) -> WisselwensView:
    """Leg vast dat een cliënt een andere professional wil bij dezelfde aanbieder (M54).

    Gebruik dit als het niet klikt, en de cliënt bij deze aanbieder wil blijven. De aanbieder ziet de wens en antwoordt;
    tot dan staat de toewijzing bij de knelpunten. Naar een andere aanbieder gaat met `_overstap`. Er volgt
    `nl.wmo.wisselwensen.vastgelegd.v1`.
    """
    toewijzing = found_for(
        work, caller, await store.toewijzing(work.session, toewijzing_id, lock=True), "deze toewijzing"
    )
    wens = await leg_wens_vast(work, toewijzing, body.reden, body.gevraagd_op)
    location(f"/v1/toewijzingen/{toewijzing.id}")
    return WisselwensView.model_validate(wens, from_attributes=True)


@router.get("/wisselwensen")
async def get_wisselwensen(
    work: InWork,
    caller: Lezer,
    beantwoord: Annotated[Flag | None, Query(description="Alleen wat al, of nog niet, is beantwoord.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[WisselwensView]:
    """De wensen van cliënten om een andere professional, van uw gemeenten of aan u als aanbieder (M54).

    Gebruik dit als aanbieder om te zien wat u nog moet beantwoorden: kies `beantwoord=false`. Er verandert niets.
    """
    found = await bron.wisselwensen(
        work.session, caller.agb, caller.gemeenten, beantwoord=beantwoord, after=read_cursor(cursor), limit=limit + 1
    )
    return page_of(
        [WisselwensView.model_validate(each, from_attributes=True) for each in found], limit, key=lambda each: each.id
    )


@router.post("/wisselwensen/{wisselwens_id}/_beantwoord")
async def post_antwoord(work: InWork, caller: Aanbieder, wisselwens_id: str, body: AntwoordOpWens) -> WisselwensView:
    """Antwoord als aanbieder op de wens van een cliënt om een andere professional (M54).

    Gebruik dit na overleg met de cliënt. Komt er een andere professional, noem dan met `per` de eerste dag. U antwoordt
    één keer. Er volgt `nl.wmo.wisselwensen.vastgelegd.v1`, en de wens is van de werklijst af.
    """
    wens = await bron.wisselwens(work.session, wisselwens_id)
    if wens is None or wens.agb != caller.agb:
        raise not_found("deze wens")
    toewijzing = await store.toewijzing(work.session, wens.toewijzing_id)
    assert toewijzing is not None  # a foreign key holds it
    work.note([toewijzing.client_id])
    await beantwoord_wens(work, toewijzing, wens, body.antwoord, body.per)
    return WisselwensView.model_validate(wens, from_attributes=True)
