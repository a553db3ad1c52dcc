"""Providers, and pauses on assigning to them."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends

from chassis.door import Door, InWork
from chassis.headers import Etag, IfMatch, check_match, must_match
from chassis.log import RECORD_CHANGED, log
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import Problem, not_found
from chassis.security import must_serve, needs
from chassis.tokens import Caller
from chassis.work import Work
from toewijzing.bodies.codes import AgbCode
from toewijzing.bodies.contracten import AanbiederBody, AanbiederView, NieuwePauze, PauzeView
from toewijzing.rechten import Registerlezer
from toewijzing.store import contracten as register
from toewijzing.tables import Aanbieder
from toewijzing.usecases.aanbieders import hervat_en_vertel, leg_aanbieder_vast, pauzeer_en_vertel

router = APIRouter(prefix="/v1/aanbieders", route_class=Door, tags=["Aanbieders"])
Beheerder = Annotated[Caller, Depends(needs("contracten"))]


@router.get("")
async def get_aanbieders(
    work: InWork, _caller: Registerlezer, limit: Limit = 50, cursor: Cursor = None
) -> Page[AanbiederView]:
    """De aanbieders in het register, met de pauzes die nu of later gelden (M107).

    Gebruik dit om te zien met wie er is gecontracteerd en waar nu niet wordt toegewezen. Elke gemeente ziet hetzelfde
    register. Er verandert niets.
    """
    found = await register.aanbieders(work.session, read_cursor(cursor), limit + 1)
    return page_of(await _views(work, found), limit, key=lambda each: each.agb)


@router.get("/{agb}")
async def get_aanbieder(work: InWork, _caller: Registerlezer, agb: str, etag: Etag) -> AanbiederView:
    """Eén aanbieder.

    Gebruik dit om te zien wat van deze aanbieder bekend is, en in welke gemeenten er een pauze is. De ETag stuurt u mee
    als u het wijzigt. Er verandert niets.
    """
    view = await _view(work, agb)
    etag(_versie(view))
    return view


@router.put("/{agb}", responses={428: {}})
async def put_aanbieder(
    work: InWork, caller: Beheerder, agb: AgbCode, body: AanbiederBody, etag: Etag, if_match: IfMatch = None
) -> AanbiederView:
    """Leg vast wat van een aanbieder bekend is: de naam, en de dag van de integriteitstoets (M108).

    Gebruik dit na een integriteitstoets. Wat u stuurt komt in de plaats van wat er stond; wij leggen vast wie dat deed.
    Dat mag wie werkt voor een gemeente met een contract met de aanbieder. Staat de aanbieder er al, stuur dan
    `If-Match` mee. Vraagt het inkoopmodel een toets, dan wijzen wij zonder een geldige toets niets nieuws toe. Er volgt
    `nl.wmo.aanbieders.vastgelegd.v1`.
    """
    await work.wait_for_turn("contracten")
    await keur_gecontracteerd(work, caller, agb)
    if await register.aanbieder(work.session, agb) is None:
        check_match(if_match, "")
    else:
        must_match(if_match, _versie(await _view(work, agb)))
    await leg_aanbieder_vast(work, agb, body, caller.name)
    log(RECORD_CHANGED, service="toewijzing", kind="aanbieder", id=agb, caller=caller.name)
    view = await _view(work, agb)
    etag(_versie(view))
    return view


@router.post("/{agb}/_pauzeer")
async def post_pauzeer(work: InWork, caller: Beheerder, agb: str, body: NieuwePauze) -> AanbiederView:
    """Wijs voorlopig niets nieuws meer toe aan deze aanbieder (M64).

    Gebruik dit als cliënten tijdelijk niet naar deze aanbieder kunnen. Wat al is toegewezen loopt door. Is er in een
    gemeente al een pauze, dan verandert daar niets. Er volgt `nl.wmo.aanbieders.gepauzeerd.v1`.
    """
    for gemeente in body.gemeenten:
        must_serve(caller, gemeente)
    view = await _view(work, agb)
    await pauzeer_en_vertel(work, view.agb, body.gemeenten, body.per or work.today)
    return await _view(work, agb)


@router.post("/{agb}/_hervat")
async def post_hervat(work: InWork, caller: Beheerder, agb: str, body: NieuwePauze) -> AanbiederView:
    """Wijs weer toe aan deze aanbieder.

    Gebruik dit als de reden van de pauze weg is. Vanaf de dag die u noemt is de aanbieder weer te kiezen. Er volgt
    `nl.wmo.aanbieders.hervat.v1`.
    """
    for gemeente in body.gemeenten:
        must_serve(caller, gemeente)
    view = await _view(work, agb)
    await hervat_en_vertel(work, view.agb, body.gemeenten, body.per or work.today)
    return await _view(work, agb)


async def keur_gecontracteerd(work: Work, caller: Caller, agb: str) -> None:
    """Raises Problem 403 when others have a contract with this provider, and the municipalities of the caller none."""
    gecontracteerd = await register.gemeenten_van(work.session, agb)
    if gecontracteerd and not any(map(caller.serves, gecontracteerd)):
        raise Problem(403, "gemeente", "Uw gemeenten hebben geen contract met deze aanbieder.")


def _versie(view: AanbiederView) -> str:
    """A name for what is recorded of a provider: another one as soon as any of it is different."""
    vastgelegd = view.model_dump_json(exclude={"pauzes"})
    return sha256(vastgelegd.encode()).hexdigest()[:32]


async def _view(work: Work, agb: str) -> AanbiederView:
    aanbieder = await register.aanbieder(work.session, agb)
    if aanbieder is None:
        raise not_found("deze aanbieder")
    return (await _views(work, [aanbieder]))[0]


async def _views(work: Work, aanbieders: Sequence[Aanbieder]) -> list[AanbiederView]:
    pauzes: dict[str, list[PauzeView]] = {}
    for each in await register.pauzes(work.session, [each.agb for each in aanbieders], work.today):
        pauzes.setdefault(each.agb, []).append(PauzeView.model_validate(each, from_attributes=True))
    return [
        AanbiederView(
            agb=each.agb,
            naam=each.naam,
            integriteit_getoetst_op=each.integriteit_getoetst_op,
            integriteit_getoetst_door=each.integriteit_getoetst_door,
            gewijzigd_door=each.gewijzigd_door,
            gewijzigd_op=each.gewijzigd_op,
            pauzes=pauzes.get(each.agb, []),
        )
        for each in aanbieders
    ]
