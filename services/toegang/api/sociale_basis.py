"""General provisions of a municipality, and the gaps that people see (M112)."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from chassis.door import NO_KEY, Door, InWork
from chassis.files import csv_body
from chassis.headers import Etag, IfMatch, Location, check_match, must_match
from chassis.limits import MAX_BODY
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import invalid
from chassis.security import found_for, must_serve
from chassis.strict import Flag, IsoDate
from toegang.api.gedeeld import FrontOffice, Lezer, VanGemeente, find_melding
from toegang.bodies.sociale_basis import (
    ImportUitkomst,
    NieuwSignaal,
    Onderwerp,
    SignaalInhoud,
    SignaalTelling,
    SignaalView,
    VoorzieningView,
)
from toegang.store import sociale_basis as store_sociale_basis
from toegang.tables import Signaal
from toegang.usecases.sociale_basis import importeer_voorzieningen, lees_signaal, registreer_signaal, versie_van

router = APIRouter(prefix="/v1", route_class=Door, tags=["Sociale basis"])
VOORBEELD = """naam;onderwerp;organisatie;wijk;contact
Eetclub;ontmoeten;De Buurtkamer;Almere Haven;036-1234567
Plusbus;vervoer;Stichting Onderweg;;
"""


@router.get("/voorzieningen")
async def get_voorzieningen(
    work: InWork,
    caller: FrontOffice,
    gemeente: VanGemeente,
    etag: Etag,
    onderwerp: Annotated[Onderwerp | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[VoorzieningView]:
    """De algemene voorzieningen van een gemeente, op naam. De ETag is die van het hele register.

    Gebruik dit in het onderzoek, om te zien wat er zonder beschikking al kan. In het onderzoek verwijst u ernaar met
    het id. De ETag uit het antwoord stuurt u mee als u het register vervangt. Er verandert niets.
    """
    must_serve(caller, gemeente)
    na = read_cursor(cursor)
    etag(versie_van(await store_sociale_basis.voorzieningen(work.session, gemeente)))
    found = await store_sociale_basis.aanbod(work.session, gemeente, onderwerp, na, limit + 1)
    views = [VoorzieningView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.naam)


@router.post(
    "/voorzieningen/_importeer", max_body_size=MAX_BODY, openapi_extra=csv_body(VOORBEELD), responses={428: {}}
)
async def importeer(
    work: InWork,
    caller: FrontOffice,
    gemeente: VanGemeente,
    request: Request,
    etag: Etag,
    proef: Flag = False,
    if_match: IfMatch = None,
) -> ImportUitkomst:
    """Vervang het register van een gemeente door een CSV-bestand. Is er een fout, dan verandert er niets.

    Gebruik eerst `proef=true`: dan ziet u wat er nieuw is, wijzigt en vervalt, en welke rijen fout zijn. Een
    voorziening die niet meer in het bestand staat vervalt; een onderzoek dat haar noemt verandert niet. Zonder proef is
    `If-Match` nodig. Er volgt geen gebeurtenis.
    """
    must_serve(caller, gemeente)
    try:
        tekst = (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise invalid("body", "Dit bestand is geen tekst in UTF-8.") from None
    await work.wait_for_turn(f"voorzieningen {gemeente}")
    gezien = await store_sociale_basis.voorzieningen(work.session, gemeente)
    match = check_match if proef else must_match
    match(if_match, versie_van(gezien))
    uitkomst = await importeer_voorzieningen(work, gemeente, tekst, proef=proef)
    etag(versie_van(await store_sociale_basis.voorzieningen(work.session, gemeente)))
    return uitkomst


@router.post("/signalen", status_code=201)
async def post_signaal(work: InWork, caller: FrontOffice, body: NieuwSignaal, location: Location) -> SignaalView:
    """Meld wat in de sociale basis ontbreekt.

    Gebruik dit als iets er niet is waarmee een inwoner zonder beschikking geholpen was. Kwam het uit een zaak, noem dan
    de melding. Het verhaal blijft in toegang. Er volgt `nl.wmo.signalen.geregistreerd.v1`, met alleen het onderwerp en
    de dag.
    """
    must_serve(caller, body.gemeente)
    melding = await find_melding(work, caller, body.melding_id) if body.melding_id is not None else None
    if melding is not None and melding.gemeente != body.gemeente:
        raise invalid("body.meldingId", "Deze melding is van een andere gemeente.")
    signaal = await registreer_signaal(work, body, melding)
    location(f"/v1/signalen?gemeente={signaal.gemeente}")
    return _view(signaal)


@router.post("/signalen/{signaal_id}/_inzage", dependencies=[NO_KEY])
async def inzage_signaal(work: InWork, caller: Lezer, signaal_id: str) -> SignaalInhoud:
    """Het verhaal bij een signaal. Kwam het uit een zaak, dan wordt de inzage vastgelegd.

    Gebruik dit als u wilt weten wat er precies werd gemist. Er volgt geen gebeurtenis.
    """
    signaal = found_for(work, caller, await store_sociale_basis.signaal(work.session, signaal_id), "dit signaal")
    return SignaalInhoud(omschrijving=await lees_signaal(work, signaal))


@router.get("/signalen")
async def get_signalen(
    work: InWork, caller: FrontOffice, limit: Limit = 50, cursor: Cursor = None
) -> Page[SignaalView]:
    """De signalen van uw gemeenten, zonder het verhaal.

    Gebruik dit om bij te houden wat er is gemeld, in de volgorde waarin het binnenkwam. Er verandert niets.
    """
    found = await store_sociale_basis.signalen(work.session, caller.gemeenten, read_cursor(cursor), limit + 1)
    return page_of([_view(each) for each in found], limit, key=lambda each: each.id)


@router.get("/signalen/telling")
async def get_telling(
    work: InWork, caller: FrontOffice, gemeente: VanGemeente, vanaf: IsoDate, tot: IsoDate
) -> list[SignaalTelling]:
    """Hoe vaak iets is gemist, per onderwerp en wijk.

    Gebruik dit om te zien waar de sociale basis tekortschiet. U telt een periode van een gemeente. Er verandert niets.
    """
    must_serve(caller, gemeente)
    found = await store_sociale_basis.telling(work.session, gemeente, vanaf, tot)
    return [SignaalTelling(onderwerp=onderwerp, wijk=wijk, aantal=aantal) for onderwerp, wijk, aantal in found]


def _view(signaal: Signaal) -> SignaalView:
    return SignaalView.model_validate(signaal, from_attributes=True)
