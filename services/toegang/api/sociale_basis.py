"""General provisions of a municipality, and the gaps that people see (M112)."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import invalid
from chassis.security import must_serve
from chassis.work import Work
from toegang.api.gedeeld import FrontOffice, find_melding
from toegang.bodies.sociale_basis import (
    ImportUitkomst,
    NieuwSignaal,
    Onderwerp,
    SignaalTelling,
    SignaalView,
    VoorzieningView,
)
from toegang.store import sociale_basis as store_sociale_basis
from toegang.tables import Signaal
from toegang.usecases.sociale_basis import importeer_voorzieningen, registreer_signaal

router = APIRouter(prefix="/v1", route_class=Door, tags=["Sociale basis"])
VanGemeente = Annotated[str, Query(pattern=r"^\d{4}$", description="CBS-code van de gemeente.")]
CSV_BODY: dict[str, object] = {
    "requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}
}


@router.get("/voorzieningen")
async def get_voorzieningen(
    work: InWork,
    caller: FrontOffice,
    gemeente: VanGemeente,
    onderwerp: Annotated[Onderwerp | None, Query()] = None,
) -> list[VoorzieningView]:
    """De algemene voorzieningen van een gemeente, op naam."""
    must_serve(caller, gemeente)
    found = await store_sociale_basis.voorzieningen(work.session, gemeente, onderwerp)
    return [VoorzieningView.model_validate(each, from_attributes=True) for each in found]


@router.post("/voorzieningen/_importeer", openapi_extra=CSV_BODY)
async def importeer(
    work: InWork, caller: FrontOffice, gemeente: VanGemeente, request: Request, proef: bool = False
) -> ImportUitkomst:
    """Vervang het register van een gemeente door een CSV-bestand. Is er een fout, dan verandert er niets."""
    must_serve(caller, gemeente)
    try:
        tekst = (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise invalid("body", "Dit bestand is geen tekst in UTF-8.") from None
    return await importeer_voorzieningen(work, gemeente, tekst, proef=proef)


@router.post("/signalen", status_code=201)
async def post_signaal(work: InWork, caller: FrontOffice, body: NieuwSignaal, response: Response) -> SignaalView:
    """Meld wat in de sociale basis ontbreekt."""
    must_serve(caller, body.gemeente)
    if body.melding_id is not None and (await find_melding(work, caller, body.melding_id)).gemeente != body.gemeente:
        raise invalid("body.meldingId", "Deze melding is van een andere gemeente.")
    signaal = await registreer_signaal(work, body)
    response.headers["Location"] = f"/v1/signalen?gemeente={signaal.gemeente}"
    return _view(work, signaal)


@router.get("/signalen")
async def get_signalen(
    work: InWork, caller: FrontOffice, limit: Limit = 50, cursor: Cursor = None
) -> Page[SignaalView]:
    """De signalen van uw gemeenten, met het verhaal erbij."""
    found = await store_sociale_basis.signalen(work.session, caller.gemeenten, read_cursor(cursor), limit + 1)
    return page_of([_view(work, each) for each in found], limit, key=lambda each: each.id)


@router.get("/signalen/telling")
async def get_telling(
    work: InWork, caller: FrontOffice, gemeente: VanGemeente, vanaf: date, tot: date
) -> list[SignaalTelling]:
    """Hoe vaak iets is gemist, per onderwerp en wijk."""
    must_serve(caller, gemeente)
    found = await store_sociale_basis.telling(work.session, gemeente, vanaf, tot)
    return [SignaalTelling(onderwerp=onderwerp, wijk=wijk, aantal=aantal) for onderwerp, wijk, aantal in found]


def _view(work: Work, signaal: Signaal) -> SignaalView:
    fields = {name: getattr(signaal, name) for name in SignaalView.model_fields if name != "omschrijving"}
    return SignaalView(**fields, omschrijving=work.vault.open(signaal.omschrijving).decode())
