"""A supporter who may read of one client, as long as that client lets it (Wmo 2.2.4)."""

from typing import Annotated

from fastapi import APIRouter, Depends

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import found_for, needs
from chassis.tokens import Caller
from toegang import store
from toegang.api.beschikkingen import beschikkingen_van
from toegang.api.gedeeld import FrontOffice, find_client
from toegang.api.meldingen import melding_view
from toegang.api.plandelen import doel_view
from toegang.bodies.toestemming import MetToestemming, NieuweToestemming, ToestemmingView
from toegang.domain.logboek import Wat
from toegang.domain.toestemming import mag_lezen
from toegang.store import plan as planstore
from toegang.store import toestemming as bron
from toegang.usecases.toestemmingen import geef, trek_in

router = APIRouter(prefix="/v1", route_class=Door, tags=["Toestemmingen"])
Ondersteuner = Annotated[Caller, Depends(needs("clientondersteuning"))]


@router.post("/clienten/{client_id}/toestemmingen", status_code=201)
async def post_toestemming(
    work: InWork, caller: FrontOffice, client_id: str, body: NieuweToestemming, location: Location
) -> ToestemmingView:
    """Leg vast dat een cliënt een onafhankelijke cliëntondersteuner laat meelezen (Wmo 2.2.4).

    Gebruik dit als de cliënt daarvoor toestemming gaf. De ondersteuner leest dan zijn zaken, besluiten en doelen, en
    van niemand anders iets. De toestemming geldt hoogstens een jaar. Er volgt `nl.wmo.toestemmingen.gegeven.v1`.
    """
    client = await find_client(work, caller, client_id)
    row = await geef(work, client, body)
    location(f"/v1/clienten/{client.id}/toestemmingen")
    return ToestemmingView.model_validate(row, from_attributes=True)


@router.get("/clienten/{client_id}/toestemmingen")
async def get_toestemmingen(
    work: InWork, caller: FrontOffice, client_id: str, limit: Limit = 50, cursor: Cursor = None
) -> Page[ToestemmingView]:
    """Wie een cliënt liet of laat meelezen, oudste eerst.

    Gebruik dit als de cliënt wil weten wie meeleest. Er verandert niets.
    """
    client = await find_client(work, caller, client_id)
    found = await bron.van_client(work.session, client.id, read_cursor(cursor), limit + 1)
    views = [ToestemmingView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.post("/toestemmingen/{toestemming_id}/_intrekken")
async def post_intrekking(work: InWork, caller: FrontOffice, toestemming_id: str) -> ToestemmingView:
    """De cliënt trekt zijn toestemming in. De ondersteuner leest vanaf nu niets meer.

    Gebruik dit zodra de cliënt dat vraagt. Nog eens sturen verandert niets. Er volgt
    `nl.wmo.toestemmingen.ingetrokken.v1`.
    """
    found = await bron.toestemming(work.session, toestemming_id, lock=True)
    row = found_for(work, caller, found, "deze toestemming")
    await trek_in(work, row)
    return ToestemmingView.model_validate(row, from_attributes=True)


@router.get("/toestemmingen")
async def get_eigen_toestemmingen(
    work: InWork, caller: Ondersteuner, limit: Limit = 50, cursor: Cursor = None
) -> Page[ToestemmingView]:
    """Welke cliënten u laten meelezen, en tot wanneer.

    Gebruik dit als cliëntondersteuner. Wie zijn toestemming introk staat er niet meer in. Er verandert niets.
    """
    found = await bron.geldig_voor(
        work.session, caller.name, caller.gemeenten, work.today, read_cursor(cursor), limit + 1
    )
    work.note([each.client_id for each in found[:limit]])
    views = [ToestemmingView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.post("/toestemmingen/{toestemming_id}/_inzage", dependencies=[NO_KEY])
async def inzage_met_toestemming(work: InWork, caller: Ondersteuner, toestemming_id: str) -> MetToestemming:
    """Wat de gemeente van een cliënt heeft die u laat meelezen: zijn zaken, besluiten en doelen.

    Gebruik dit als cliëntondersteuner bij het gesprek of een bezwaar. Namen van huisgenoten en verslagen staan er niet
    in. De inzage komt in het logboek van de cliënt. Er volgt geen gebeurtenis.
    """
    found = await bron.toestemming(work.session, toestemming_id)
    if found is None or found.ondersteuner != caller.name or not mag_lezen(found.tot, found.ingetrokken_op, work.today):
        raise not_found("deze toestemming")
    row = found_for(work, caller, found, "deze toestemming")
    work.note([row.client_id], Wat.MEEGELEZEN, row.id)
    meldingen = await store.meldingen_of_client(work.session, row.client_id)
    besluiten = await beschikkingen_van(work, row.client_id)
    doelen = await planstore.doelen_bij(work.session, row.client_id, work.today)
    return MetToestemming(
        meldingen=[melding_view(each) for each in meldingen],
        beschikkingen=besluiten,
        doelen=[doel_view(work, each) for each in doelen],
    )
