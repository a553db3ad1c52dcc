"""Households: one plan, one director (M18)."""

from fastapi import APIRouter, Response

from chassis.door import Door, InWork
from chassis.security import found_for
from chassis.tokens import Caller
from chassis.work import Work
from toegang.api.gedeeld import FrontOffice, find_client
from toegang.api.uitspraken import weigeringen
from toegang.bodies.plan import HuishoudenView, NieuweRegisseur, NieuwHuishouden, NieuwLid
from toegang.domain.logboek import Wat
from toegang.store import plan as planstore
from toegang.tables import Huishouden
from toegang.usecases.huishoudens import voeg_toe, vorm_huishouden, wissel_regisseur
from toegang.usecases.logboek import noteer

router = APIRouter(prefix="/v1/huishoudens", route_class=Door, tags=["Huishoudens"])


@router.post("", status_code=201)
async def post_huishouden(
    work: InWork, caller: FrontOffice, body: NieuwHuishouden, response: Response
) -> HuishoudenView:
    """Breng cliënten samen in één huishouden, met één regisseur."""
    clienten = [await find_client(work, caller, each) for each in body.clienten]
    with weigeringen("clienten"):
        huishouden = await vorm_huishouden(work, clienten, body.regisseur)
    for each in clienten:
        await noteer(work, caller.name, each.id, Wat.HUISHOUDEN_GEWIJZIGD, huishouden.id)
    response.headers["Location"] = f"/v1/huishoudens/{huishouden.id}"
    return await _view(work, huishouden)


@router.get("/{huishouden_id}")
async def get_huishouden(work: InWork, caller: FrontOffice, huishouden_id: str) -> HuishoudenView:
    """Eén huishouden."""
    return await _view(work, await _huishouden(work, caller, huishouden_id))


@router.put("/{huishouden_id}/regisseur")
async def put_regisseur(work: InWork, caller: FrontOffice, huishouden_id: str, body: NieuweRegisseur) -> HuishoudenView:
    """Geef het huishouden een andere regisseur. De lopende plannen gaan mee."""
    huishouden = await _huishouden(work, caller, huishouden_id)
    await wissel_regisseur(work, huishouden, body.regisseur)
    for each in await planstore.leden(work.session, huishouden.id):
        await noteer(work, caller.name, each, Wat.HUISHOUDEN_GEWIJZIGD, huishouden.id)
    return await _view(work, huishouden)


@router.post("/{huishouden_id}/leden", status_code=201)
async def post_lid(work: InWork, caller: FrontOffice, huishouden_id: str, body: NieuwLid) -> HuishoudenView:
    """Voeg een cliënt toe aan een huishouden."""
    huishouden = await _huishouden(work, caller, huishouden_id)
    client = await find_client(work, caller, body.client_id)
    with weigeringen("clienten"):
        await voeg_toe(work, huishouden, client, "body.clientId")
    await noteer(work, caller.name, client.id, Wat.HUISHOUDEN_GEWIJZIGD, huishouden.id)
    return await _view(work, huishouden)


async def _huishouden(work: Work, caller: Caller, huishouden_id: str) -> Huishouden:
    return found_for(caller, await planstore.huishouden(work.session, huishouden_id), "dit huishouden")


async def _view(work: Work, huishouden: Huishouden) -> HuishoudenView:
    return HuishoudenView(
        id=huishouden.id,
        gemeente=huishouden.gemeente,
        regisseur=huishouden.regisseur,
        clienten=list(await planstore.leden(work.session, huishouden.id)),
    )
