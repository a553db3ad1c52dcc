"""What experts advise, on a case or in a group (M126)."""

from typing import Annotated

from fastapi import APIRouter, Query

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import invalid
from chassis.security import found_for, must_serve
from toegang.api.gedeeld import FrontOffice, Lezer, find_melding
from toegang.bodies.raadpleging import NieuweRaadpleging, RaadplegingInhoud, RaadplegingView
from toegang.store import raadpleging as store_raadpleging
from toegang.usecases.raadplegingen import lees_raadpleging, leg_raadpleging_vast

router = APIRouter(prefix="/v1/raadplegingen", route_class=Door, tags=["Raadplegingen"])


@router.post("", status_code=201)
async def post_raadpleging(
    work: InWork, caller: FrontOffice, body: NieuweRaadpleging, location: Location
) -> RaadplegingView:
    """Leg vast wat u een deskundige vroeg, en wat die adviseerde (M126).

    Gebruik dit bij een zaak, of zonder melding als het in een groep was. Vraag en advies blijven in toegang. Er volgt
    `nl.wmo.raadplegingen.vastgelegd.v1`, met alleen de deskundigheid en de dag.
    """
    must_serve(caller, body.gemeente)
    melding = await find_melding(work, caller, body.melding_id) if body.melding_id is not None else None
    if melding is not None and melding.gemeente != body.gemeente:
        raise invalid("body.meldingId", "Deze melding is van een andere gemeente.")
    raadpleging = await leg_raadpleging_vast(work, body, melding)
    location(f"/v1/raadplegingen?meldingId={raadpleging.melding_id}" if melding else "/v1/raadplegingen")
    return RaadplegingView.model_validate(raadpleging, from_attributes=True)


@router.get("")
async def get_raadplegingen(
    work: InWork,
    caller: FrontOffice,
    melding_id: Annotated[str | None, Query(alias="meldingId", max_length=36)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RaadplegingView]:
    """Wanneer welke deskundige is gevraagd, in uw gemeenten, zonder wat er is gezegd (M126).

    Gebruik dit met `meldingId` bij een zaak. Wat er is gevraagd en geadviseerd leest u met `_inzage`. Er verandert
    niets.
    """
    found = await store_raadpleging.raadplegingen(
        work.session, caller.gemeenten, melding_id, read_cursor(cursor), limit + 1
    )
    views = [RaadplegingView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.post("/{raadpleging_id}/_inzage", dependencies=[NO_KEY])
async def inzage_raadpleging(work: InWork, caller: Lezer, raadpleging_id: str) -> RaadplegingInhoud:
    """Wat een deskundige is gevraagd en adviseerde. Ging het over een zaak, dan wordt de inzage vastgelegd.

    Gebruik dit als u het advies voor uw werk nodig heeft. Er volgt geen gebeurtenis.
    """
    found = await store_raadpleging.raadpleging(work.session, raadpleging_id)
    return await lees_raadpleging(work, found_for(work, caller, found, "deze raadpleging"))
