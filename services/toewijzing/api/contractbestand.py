"""The register of contracts as a file, out and in."""

import asyncio
import json
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from bladen import FOUT, MEDIA_TYPES, XLSX, Blad, Rij, lees_in_delen, rijen_uit, schrijf
from chassis.door import Door, InWork
from chassis.files import attachment, binary, media_type
from chassis.limits import MAX_BODY
from chassis.problems import Problem
from chassis.readers import SMALL, Readers
from chassis.security import needs
from chassis.service import Room
from chassis.strict import Flag
from chassis.tokens import Caller
from toewijzing.bestand.contracten import KOP, VERPLICHT, rijen_van
from toewijzing.bodies.contracten import ImportView
from toewijzing.rechten import Registerlezer
from toewijzing.usecases.importeer_contracten import importeer_contracten
from toewijzing.usecases.toon_contract import alle_contracten

router = APIRouter(prefix="/v1/contracten", route_class=Door, tags=["Contracten"])
Beheerder = Annotated[Caller, Depends(needs("contracten"))]

VORM = {soort.partition(";")[0]: vorm for vorm, soort in MEDIA_TYPES.items()}
BESTAND = binary(*MEDIA_TYPES.values())
VOORBEELD = """contract;agb;naam;gemeenten;geldig_van;product;tarief_vanaf;tarief_eurocent
a;99990003;Zorg aan Zee;0034;2026-01-01;IB2B;2026-01-01;6950
"""
BODY = {each: schema | ({"example": VOORBEELD} if VORM[each] == "csv" else {}) for each, schema in BESTAND.items()}


@router.get("/export", response_class=Response, responses={200: {"description": "Het bestand.", "content": BESTAND}})
async def get_export(work: InWork, _caller: Registerlezer, vorm: Literal["csv", "xlsx"] = "csv") -> Response:
    """Het hele register als bestand: een rij per tarief van een product.

    Gebruik dit om het register in een rekenblad te bekijken of te wijzigen. Met `vorm` kiest u CSV of XLSX. Hetzelfde
    bestand kunt u daarna weer inlezen. Er verandert niets.
    """
    rijen = [rij for contract in await alle_contracten(work) for rij in rijen_van(contract)]
    inhoud = await asyncio.to_thread(schrijf, vorm, [Blad("contracten", KOP, rijen)], work.now)
    return attachment(inhoud, MEDIA_TYPES[vorm], f"contracten.{vorm}")


@router.post("/_import", max_body_size=MAX_BODY, openapi_extra={"requestBody": {"required": True, "content": BODY}})
async def post_import(
    work: InWork,
    caller: Beheerder,
    request: Request,
    proef: Annotated[Flag, Query(description="Met true wordt er niets bewaard.")] = False,
) -> ImportView:
    """Neem een bestand met contracten over, in de vorm van de export; met een fout erin wordt niets bewaard.

    Gebruik eerst `proef=true`: dan ziet u alle fouten en wat er nieuw is of wijzigt, en wordt er niets bewaard. Een
    contract met een id dat er al is wordt vervangen; een ander is nieuw. Voor elk bewaard contract volgt
    `nl.wmo.contracten.vastgelegd.v1`.
    """
    soort = media_type(request)
    if soort not in VORM:
        raise Problem(415, "vorm", f"Stuur het bestand als {' of als '.join(VORM)}.")
    room: Room = request.app.state.room
    rijen = await _lees(room.readers, VORM[soort], await request.body())
    return await importeer_contracten(work, rijen, mag_voor=caller.serves, proef=proef)


async def _lees(readers: Readers, vorm: str, inhoud: bytes) -> list[Rij]:
    """The rows of a file. Raises Problem 400 when it cannot be read."""
    # A workbook of a few bytes can unpack to anything; a CSV is what it is.
    small = 0 if vorm == XLSX else SMALL
    kolommen = json.dumps(VERPLICHT).encode()
    uitkomst, *delen = await readers.read(lees_in_delen, vorm.encode(), kolommen, inhoud, small=small)
    if uitkomst == FOUT:
        raise Problem(400, "bestand", delen[0].decode())
    rijen: list[Rij] = []
    for deel in delen:
        rijen += rijen_uit(deel)
        await asyncio.sleep(0)  # others are answered in between
    return rijen
