"""The declaration of a provider's accountant: what it says, and the file of it."""

from fastapi import APIRouter, Request, Response

from chassis.door import Door, InWork
from chassis.files import attachment, binary, media_type
from chassis.headers import Etag
from chassis.limits import MAX_BODY
from chassis.problems import Problem, not_found
from declaratie.api.jaarafsluitingen import EEN, Aanbieder, VanJaar, gezien, neem, toon
from declaratie.api.vragen import BetaalLezer
from declaratie.bodies.jaarafsluitingen import ControleverklaringBody, JaarafsluitingView
from declaratie.store import jaarafsluitingen as store_jaarafsluitingen
from declaratie.tables.beschermd import CONTROLEVERKLARING
from declaratie.usecases import jaarafsluitingen

router = APIRouter(prefix=f"/v1/jaarafsluitingen{EEN}/controleverklaring", route_class=Door, tags=["Jaarafsluiting"])
PDF = "application/pdf"
BESTAND: dict[int | str, dict[str, object]] = {200: {"description": "Het bestand.", "content": binary(PDF)}}


@router.put("")
async def put_controleverklaring(
    work: InWork, caller: Aanbieder, van: VanJaar, body: ControleverklaringBody, etag: Etag
) -> JaarafsluitingView:
    """Leg als aanbieder vast wat uw accountant verklaart. Het vervangt wat er stond, ook het bestand.

    Gebruik dit na uw productieverantwoording, en stuur daarna het bestand: zonder bestand telt de verklaring niet. Er
    volgt `nl.wmo.jaarafsluitingen.gewijzigd.v1`.
    """
    row = await neem(work, caller, van)
    await jaarafsluitingen.verklaar(work, row, body.oordeel, body.accountant, body.afgegeven_op)
    return await toon(work, caller, row, etag)


@router.put(
    "/bestand", max_body_size=MAX_BODY, openapi_extra={"requestBody": {"required": True, "content": binary(PDF)}}
)
async def put_controleverklaring_bestand(
    work: InWork, caller: Aanbieder, van: VanJaar, request: Request, etag: Etag
) -> JaarafsluitingView:
    """Stuur als aanbieder de controleverklaring van uw accountant, als PDF.

    Gebruik dit nadat u vastlegde wat de accountant verklaart. Het bestand wordt bewaard zoals het is; `hash` is de
    SHA-256 ervan. Er volgt `nl.wmo.jaarafsluitingen.gewijzigd.v1`.
    """
    if media_type(request) != PDF:
        raise Problem(415, "vorm", f"Stuur het bestand als {PDF}.")
    row = await neem(work, caller, van)
    await jaarafsluitingen.bewaar_verklaring(work, row, await request.body())
    return await toon(work, caller, row, etag)


@router.get("/bestand", response_class=Response, responses=BESTAND)
async def get_controleverklaring_bestand(work: InWork, caller: BetaalLezer, van: VanJaar) -> Response:
    """De controleverklaring van de accountant, zoals de aanbieder haar stuurde.

    Gebruik dit om haar te lezen of te bewaren. Wij openen het bestand niet: behandel het als elk bestand van een ander.
    Er verandert niets.
    """
    row = gezien(caller, await store_jaarafsluitingen.jaarafsluiting(work.session, van))
    verklaring = await store_jaarafsluitingen.verklaring(work.session, row.id)
    if verklaring is None or verklaring.inhoud is None:
        raise not_found("het bestand van de controleverklaring")
    inhoud = work.vault.open(CONTROLEVERKLARING, row.id, verklaring.inhoud)
    return attachment(inhoud, PDF, f"controleverklaring-{row.jaar}-{row.agb}.pdf")
