"""How each provider is reached: by our own API, by the GGk, or both."""

from typing import Annotated

from fastapi import APIRouter, Depends

from berichtenverkeer.wegen import Berichtweg, wegen
from chassis.door import Door, InWork
from chassis.log import RECORD_CHANGED, log
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import needs
from chassis.tokens import Caller
from toewijzing.api.aanbieders import Beheerder, keur_gecontracteerd
from toewijzing.bodies.berichtwegen import BerichtwegBody, BerichtwegView
from toewijzing.store import contracten as register
from toewijzing.usecases.berichtwegen import leg_berichtweg_vast

router = APIRouter(prefix="/v1/berichtwegen", route_class=Door, tags=["Aanbieders"])
Lezer = Annotated[Caller, Depends(needs("berichten:doorgeven", "contracten", "monitoring", "toewijzing"))]


@router.get("")
async def get_berichtwegen(
    work: InWork, _caller: Lezer, limit: Limit = 50, cursor: Cursor = None
) -> Page[BerichtwegView]:
    """Hoe aanbieders te bereiken zijn, per wet en vanaf welke dag.

    Gebruik dit om te zien wie zijn berichten langs het GGk krijgt. Wie er niet in staat gebruikt onze API. Er verandert
    niets.
    """
    key = read_cursor(cursor)
    agb, _, rest = (key or "").partition("/")
    wet, _, vanaf = rest.partition("/")
    found = await wegen(work, (agb, wet, vanaf) if key else None, limit + 1)
    views = [BerichtwegView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: f"{each.agb}/{each.wet}/{each.vanaf}")


@router.post("")
async def post_berichtwegen(work: InWork, caller: Beheerder, body: BerichtwegBody) -> BerichtwegView:
    """Leg vast hoe een aanbieder vanaf een dag te bereiken is: langs onze API, het GGk of beide.

    Gebruik dit voor een aanbieder wiens software langs VECOZO werkt, of die overstapt. Wat u voor dezelfde dag en wet
    vastlegt komt in de plaats van wat er stond. Dat mag wie werkt voor een gemeente met een contract met de aanbieder.
    Er volgt `nl.wmo.berichtwegen.vastgelegd.v1`.
    """
    await keur_gecontracteerd(work, caller, body.agb)
    if await register.aanbieder(work.session, body.agb) is None:
        raise not_found("deze aanbieder")
    weg = Berichtweg(body.agb, body.wet, body.vanaf, body.weg)
    await leg_berichtweg_vast(work, weg)
    log(RECORD_CHANGED, service="toewijzing", kind="berichtweg", id=body.agb, caller=caller.name)
    return BerichtwegView.model_validate(weg, from_attributes=True)
