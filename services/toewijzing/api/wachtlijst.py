"""Who waits for a provider, what bridges the time, and the light contact afterwards."""

from typing import Annotated

from fastapi import APIRouter, Depends

from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.security import found_for, needs
from chassis.tokens import Caller
from chassis.work import Work
from toewijzing import store
from toewijzing.bodies.inzicht import (
    NieuweOverbrugging,
    NieuwWachtcontact,
    OverbruggingView,
    WachtcontactView,
    WachtendeView,
)
from toewijzing.bodies.toewijzingen import ToewijzingView
from toewijzing.store import knelpunten
from toewijzing.tables import Toewijzing
from toewijzing.usecases.wachtlijst import Wachtende, bekijk_wachtlijst, leg_contact_vast, leg_overbrugging_vast

router = APIRouter(prefix="/v1", route_class=Door, tags=["Wachtlijst"])
Gemeente = Annotated[Caller, Depends(needs("toewijzing"))]


@router.get("/wachtlijst")
async def get_wachtlijst(
    work: InWork, caller: Gemeente, limit: Limit = 50, cursor: Cursor = None
) -> Page[WachtendeView]:
    """De producten die op een aanbieder wachten, met de norm van de regio en wat de tijd overbrugt (M65).

    Gebruik dit om te zien wie te lang wacht. Noemt een beschikking geen aanbieder die het product kan leveren, dan komt
    het product hier te staan en volgt `nl.wmo.toewijzingen.voorbereid.v1`. Stopt de beschikking eerder, dan volgt
    `nl.wmo.toewijzingen.vervallen.v1`. Dit lezen verandert niets.
    """
    found = await knelpunten.wachtenden(work.session, caller.gemeenten, read_cursor(cursor), limit + 1)
    views = [_wachtende(work, each) for each in await bekijk_wachtlijst(work, found)]
    return page_of(views, limit, key=lambda each: each.toewijzing.id)


@router.post("/toewijzingen/{toewijzing_id}/overbruggingen", status_code=201)
async def post_overbrugging(
    work: InWork, caller: Gemeente, toewijzing_id: str, body: NieuweOverbrugging, location: Location
) -> OverbruggingView:
    """Leg vast wat een cliënt helpt tijdens het wachten (M65).

    Gebruik dit voor een toewijzing die nog op een aanbieder wacht. U kunt meer dingen vastleggen; ze staan bij de
    wachtlijst. Er volgt `nl.wmo.overbruggingen.vastgelegd.v1`.
    """
    toewijzing = await _find(work, caller, toewijzing_id)
    row = await leg_overbrugging_vast(work, toewijzing, body.maatregel, body.vanaf, body.tot)
    location(f"/v1/toewijzingen/{toewijzing.id}")
    return OverbruggingView.model_validate(row, from_attributes=True)


@router.post("/toewijzingen/{toewijzing_id}/wachtcontacten", status_code=201)
async def post_wachtcontact(
    work: InWork, caller: Gemeente, toewijzing_id: str, body: NieuwWachtcontact, location: Location
) -> WachtcontactView:
    """Leg vast dat u een cliënt sprak die op een aanbieder wacht (M130).

    Gebruik dit nadat u een wachtende cliënt belde of bezocht. Het staat bij de wachtlijst, met wie het vastlegde. Telt
    uw regio hoe snel zij wachtenden spreekt, dan telt het eerste contact. Er volgt `nl.wmo.wachtenden.gesproken.v1`.
    """
    toewijzing = await _find(work, caller, toewijzing_id)
    row = await leg_contact_vast(work, toewijzing, body.op, caller.name)
    location(f"/v1/toewijzingen/{toewijzing.id}")
    return WachtcontactView.model_validate(row, from_attributes=True)


async def _find(work: Work, caller: Caller, toewijzing_id: str) -> Toewijzing:
    return found_for(work, caller, await store.toewijzing(work.session, toewijzing_id), "deze toewijzing")


def _wachtende(work: Work, wachtende: Wachtende) -> WachtendeView:
    return WachtendeView(
        toewijzing=ToewijzingView.model_validate(wachtende.toewijzing, from_attributes=True),
        uiterlijk=wachtende.uiterlijk,
        te_laat=wachtende.uiterlijk is not None and wachtende.uiterlijk < work.today,
        overbrugd=any(
            each.vanaf <= work.today and (each.tot is None or work.today <= each.tot)
            for each in wachtende.overbruggingen
        ),
        overbruggingen=[
            OverbruggingView.model_validate(each, from_attributes=True) for each in wachtende.overbruggingen
        ],
        wachtcontacten=[WachtcontactView.model_validate(each, from_attributes=True) for each in wachtende.contacten],
    )
