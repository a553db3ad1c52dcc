"""Meldingen, with their onderzoek and beschikking."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import conflict, invalid, not_found
from chassis.security import must_serve, must_serve_or_hide, needs
from chassis.tokens import Caller
from chassis.work import Work
from toegang import store
from toegang.api.beschikkingen import beschikking_view
from toegang.bodies.route import (
    BeschikkingView,
    MeldingView,
    NieuweBeschikking,
    NieuweMelding,
    NieuwOnderzoek,
    OnderzoekView,
    ZoekVraag,
)
from toegang.domain.route import Weigering
from toegang.tables import Melding
from toegang.usecases.geef_beschikking import geef_beschikking
from toegang.usecases.leg_onderzoek_vast import leg_onderzoek_vast
from toegang.usecases.registreer_melding import registreer_melding

router = APIRouter(prefix="/v1/meldingen", route_class=Door, tags=["Meldingen"])
FrontOffice = Annotated[Caller, Depends(needs("toegang"))]


@router.post("", status_code=201)
async def post_melding(work: InWork, caller: FrontOffice, body: NieuweMelding, response: Response) -> MeldingView:
    """Registreer een melding van een inwoner."""
    must_serve(caller, body.gemeente)
    try:
        melding = await registreer_melding(work, body)
    except Weigering as weigering:
        raise invalid(weigering.veld, weigering.reden, rule=weigering.regel) from None
    response.headers["Location"] = f"/v1/meldingen/{melding.id}"
    return _view(melding)


@router.get("")
async def get_meldingen(
    work: InWork, caller: FrontOffice, limit: Limit = 50, cursor: Cursor = None
) -> Page[MeldingView]:
    """De meldingen van uw gemeenten."""
    found = await store.meldingen(work.session, caller.gemeenten, read_cursor(cursor), limit + 1)
    return page_of([_view(each) for each in found], limit, key=lambda each: each.id)


@router.post("/_zoek")
async def zoek_meldingen(work: InWork, caller: FrontOffice, body: ZoekVraag) -> list[MeldingView]:
    """Zoek de meldingen van een inwoner op burgerservicenummer."""
    bsn_hash = work.vault.bsn_hash(body.bsn)
    return [_view(each) for each in await store.meldingen_of_bsn(work.session, caller.gemeenten, bsn_hash)]


@router.get("/{melding_id}")
async def get_melding(work: InWork, caller: FrontOffice, melding_id: str) -> MeldingView:
    """Eén melding."""
    return _view(await _find(work, caller, melding_id))


@router.post("/{melding_id}/onderzoek", status_code=201)
async def post_onderzoek(work: InWork, caller: FrontOffice, melding_id: str, body: NieuwOnderzoek) -> OnderzoekView:
    """Leg vast dat het onderzoek is afgerond."""
    melding = await _find(work, caller, melding_id, lock=True)
    try:
        onderzoek = await leg_onderzoek_vast(work, melding, body)
    except Weigering as weigering:
        raise _refusal(weigering) from None
    return OnderzoekView(melding_id=melding.id, afgerond_op=onderzoek.afgerond_op)


@router.post("/{melding_id}/beschikkingen", status_code=201)
async def post_beschikking(
    work: InWork, caller: FrontOffice, melding_id: str, body: NieuweBeschikking, response: Response
) -> BeschikkingView:
    """Geef een beschikking: producten, volumes en perioden uit het inkoopmodel."""
    melding = await _find(work, caller, melding_id, lock=True)
    client = await store.client(work.session, melding.client_id)
    assert client is not None  # a foreign key holds it
    try:
        beschikking, producten = await geef_beschikking(work, melding, client, body)
    except Weigering as weigering:
        raise _refusal(weigering) from None
    response.headers["Location"] = f"/v1/beschikkingen/{beschikking.id}"
    return beschikking_view(beschikking, producten)


async def _find(work: Work, caller: Caller, melding_id: str, *, lock: bool = False) -> Melding:
    melding = await store.melding(work.session, melding_id, lock=lock)
    if melding is None:
        raise not_found("deze melding")
    must_serve_or_hide(caller, melding.gemeente, "deze melding")
    return melding


def _refusal(weigering: Weigering) -> Exception:
    """A step out of order is a conflict with the present state; anything else is wrong input."""
    if weigering.veld == "status":
        return conflict("volgorde", weigering.reden, rule=weigering.regel)
    return invalid(weigering.veld, weigering.reden, rule=weigering.regel)


def _view(melding: Melding) -> MeldingView:
    return MeldingView.model_validate(melding, from_attributes=True)
