"""What a provider without software of its own tells of its assignments, and of whom they are."""

from typing import Annotated

from fastapi import APIRouter, Depends

from berichtenverkeer.api import BerichtView
from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Location
from chassis.problems import not_found
from chassis.security import needs
from chassis.tokens import Caller
from chassis.work import Work
from toewijzing import store
from toewijzing.bodies.leveringen import ClientVanToewijzing, NieuweStart, NieuweStop, WelkeToewijzingen
from toewijzing.tables import Toewijzing
from toewijzing.usecases.meld_levering import Stopmelding, meld_start, meld_stop
from toewijzing.usecases.persoon import vraag_personen

router = APIRouter(prefix="/v1/toewijzingen", route_class=Door, tags=["Toewijzingen"])
Aanbieder = Annotated[Caller, Depends(needs("berichten"))]


@router.post("/{toewijzing_id}/_start", status_code=202)
async def post_start(
    work: InWork, caller: Aanbieder, toewijzing_id: str, body: NieuweStart, location: Location
) -> BerichtView:
    """Meld dat de hulp op een toewijzing is begonnen, zonder zelf een bericht te schrijven.

    Gebruik dit als u geen eigen software heeft. Wij schrijven er een 305 van, dat binnenkomt als elk ander bericht; het
    306 leest u bij `antwoord` of `antwoord/woorden` van dat bericht. Met `trekIn` haalt u een start terug. Er volgt
    `nl.wmo.berichten.ontvangen.v1`, en daarna `nl.wmo.leveringen.gestart.v1`.
    """
    toewijzing = await _find(work, caller, toewijzing_id)
    stuk = await meld_start(work, toewijzing, body.begindatum, trek_in=body.trek_in)
    location(f"/v1/berichten/{stuk.id}")
    return BerichtView.model_validate(stuk, from_attributes=True)


@router.post("/{toewijzing_id}/_stop", status_code=202)
async def post_stop(
    work: InWork, caller: Aanbieder, toewijzing_id: str, body: NieuweStop, location: Location
) -> BerichtView:
    """Meld dat de hulp op een toewijzing stopt, of tijdelijk stilstaat, zonder zelf een bericht te schrijven.

    Gebruik dit als u geen eigen software heeft, na de start. Wij schrijven er een 307 van, over de laatste start; het
    308 leest u bij `antwoord` of `antwoord/woorden` van dat bericht. Met `trekIn` haalt u een stop terug. Er volgt
    `nl.wmo.berichten.ontvangen.v1`, en daarna `nl.wmo.leveringen.beeindigd.v1`.
    """
    toewijzing = await _find(work, caller, toewijzing_id)
    stuk = await meld_stop(work, toewijzing, Stopmelding(body.einddatum, body.reden), trek_in=body.trek_in)
    location(f"/v1/berichten/{stuk.id}")
    return BerichtView.model_validate(stuk, from_attributes=True)


@router.post("/_clienten", dependencies=[NO_KEY])
async def post_clienten(work: InWork, caller: Aanbieder, body: WelkeToewijzingen) -> list[ClientVanToewijzing]:
    """Van wie uw toewijzingen zijn: naam en geboortedatum, zoals in het 301. Elke inzage wordt vastgelegd.

    Gebruik dit om toewijzingen te tonen aan wie ze levert. Het burgerservicenummer staat er niet bij: dat leest u in
    het 301. Een toewijzing van een ander geeft 404. Er volgt geen gebeurtenis.
    """
    gevonden = [await _find(work, caller, each) for each in dict.fromkeys(body.ids)]
    personen = await vraag_personen(work, sorted({each.client_id for each in gevonden}))
    return [
        ClientVanToewijzing.van(each.id, each.client_id, personen[each.client_id])
        for each in gevonden
        if each.client_id in personen
    ]


async def _find(work: Work, caller: Caller, toewijzing_id: str) -> Toewijzing:
    toewijzing = await store.toewijzing(work.session, toewijzing_id)
    if toewijzing is None or not caller.may_see(toewijzing.gemeente, toewijzing.agb):
        raise not_found("deze toewijzing")
    work.note([toewijzing.client_id])
    return toewijzing
