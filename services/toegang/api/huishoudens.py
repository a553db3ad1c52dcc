"""Households: one plan, one director (M18)."""

from fastapi import APIRouter

from chassis.door import Door, InWork
from chassis.headers import Etag, IfMatch, Location, MustMatch, ShowEtag, check_match, must_match
from chassis.problems import not_found
from chassis.security import found_for
from chassis.tokens import Caller
from chassis.work import Work
from toegang.api.gedeeld import FrontOffice, find_client
from toegang.bodies.plan import HuishoudenView, NieuweRegisseur, NieuwHuishouden, NieuwLid
from toegang.domain.logboek import Wat
from toegang.store import plan as planstore
from toegang.tables import Huishouden
from toegang.usecases.huishoudens import verlaat, voeg_toe, vorm_huishouden, wissel_regisseur
from toegang.usecases.logboek import noteer_huishouden

router = APIRouter(prefix="/v1/huishoudens", route_class=Door, tags=["Huishoudens"])


@router.post("", status_code=201)
async def post_huishouden(
    work: InWork, caller: FrontOffice, body: NieuwHuishouden, etag: Etag, location: Location
) -> HuishoudenView:
    """Breng cliënten samen in één huishouden, met één regisseur.

    Gebruik dit als meer mensen op één adres ondersteuning hebben: zij krijgen samen één plan (M18). Een cliënt die al
    bij een huishouden hoort weigeren wij. Een open plan van een lid wordt dat van het huishouden; dan volgt
    `nl.wmo.plannen.overgegaan.v1`. Daarna volgt `nl.wmo.huishoudens.gewijzigd.v1`.
    """
    clienten = [await find_client(work, caller, each) for each in body.clienten]
    huishouden = await vorm_huishouden(work, clienten, body.regisseur)
    wie = [each.id for each in clienten]
    work.note(wie, Wat.HUISHOUDEN_GEWIJZIGD, huishouden.id)
    location(f"/v1/huishoudens/{huishouden.id}")
    return await _shown(work, huishouden, etag)


@router.get("/{huishouden_id}")
async def get_huishouden(work: InWork, caller: FrontOffice, huishouden_id: str, etag: Etag) -> HuishoudenView:
    """Eén huishouden.

    Gebruik dit om te zien wie samen één plan hebben en wie de regie voert. De ETag uit het antwoord stuurt u mee in
    `If-Match` als u iets wijzigt. Er verandert niets.
    """
    return await _shown(work, await _huishouden(work, caller, huishouden_id), etag)


@router.put("/{huishouden_id}/regisseur")
async def put_regisseur(
    work: InWork,
    caller: FrontOffice,
    huishouden_id: str,
    body: NieuweRegisseur,
    etag: Etag,
    if_match: MustMatch = None,
) -> HuishoudenView:
    """Geef het huishouden een andere regisseur. De lopende plannen gaan mee.

    Gebruik dit als iemand anders het aanspreekpunt wordt. Er volgt `nl.wmo.huishoudens.gewijzigd.v1`.
    """
    huishouden = await _huishouden(work, caller, huishouden_id, lock=True)
    must_match(if_match, huishouden.versie)
    await wissel_regisseur(work, huishouden, body.regisseur)
    noteer_huishouden(work, huishouden, await planstore.leden(work.session, huishouden.id))
    return await _shown(work, huishouden, etag)


@router.post("/{huishouden_id}/leden", status_code=201)
async def post_lid(
    work: InWork,
    caller: FrontOffice,
    huishouden_id: str,
    body: NieuwLid,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> HuishoudenView:
    """Voeg een cliënt toe aan een huishouden.

    Gebruik dit als iemand bij het huishouden komt wonen. Heeft deze cliënt een eigen plan en het huishouden ook, sluit
    er dan eerst één af. Een eigen plan gaat anders over naar het huishouden, met `nl.wmo.plannen.overgegaan.v1`. Er
    volgt `nl.wmo.huishoudens.gewijzigd.v1`.
    """
    huishouden = await _huishouden(work, caller, huishouden_id, lock=True)
    check_match(if_match, huishouden.versie)
    client = await find_client(work, caller, body.client_id)
    await voeg_toe(work, huishouden, client, "body.clientId")
    noteer_huishouden(work, huishouden, [client.id])
    location(f"/v1/huishoudens/{huishouden.id}")
    return await _shown(work, huishouden, etag)


@router.delete("/{huishouden_id}/leden/{client_id}", status_code=204)
async def delete_lid(
    work: InWork,
    caller: FrontOffice,
    huishouden_id: str,
    client_id: str,
    etag: Etag,
    if_match: MustMatch = None,
) -> None:
    """Haal een cliënt uit een huishouden, bijvoorbeeld wie op zichzelf gaat wonen.

    Evalueer of verwijder eerst de open doelen van deze cliënt in het plan van het huishouden. Een plan dat alleen over
    deze cliënt gaat, gaat met hem mee, met `nl.wmo.plannen.overgegaan.v1`. Er volgt `nl.wmo.huishoudens.gewijzigd.v1`.
    """
    huishouden = await _huishouden(work, caller, huishouden_id, lock=True)
    must_match(if_match, huishouden.versie)
    if client_id not in await planstore.leden(work.session, huishouden.id):
        raise not_found("deze cliënt in dit huishouden")
    await verlaat(work, huishouden, client_id)
    noteer_huishouden(work, huishouden, [client_id])
    etag(huishouden.versie)


async def _huishouden(work: Work, caller: Caller, huishouden_id: str, *, lock: bool = False) -> Huishouden:
    return found_for(work, caller, await planstore.huishouden(work.session, huishouden_id, lock=lock), "dit huishouden")


async def _shown(work: Work, huishouden: Huishouden, etag: ShowEtag) -> HuishoudenView:
    etag(huishouden.versie)
    return HuishoudenView(
        id=huishouden.id,
        gemeente=huishouden.gemeente,
        regisseur=huishouden.regisseur,
        clienten=list(await planstore.leden(work.session, huishouden.id)),
    )
