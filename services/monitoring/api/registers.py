"""What contract management records of residents: the survey, one by one or as a file, and signals about planning."""

import asyncio
import json

from fastapi import APIRouter, Request

from bladen import CSV, FOUT, MEDIA_TYPES, Rij, lees_in_delen, rijen_uit
from chassis.door import Door, InWork
from chassis.files import binary, media_type
from chassis.headers import Location
from chassis.limits import MAX_BODY
from chassis.problems import Problem
from chassis.readers import SMALL, Readers
from chassis.security import must_serve
from chassis.service import Room
from monitoring.bodies.registers import AantekeningView, ErvaringenView, NieuweClientervaring, NieuwPlanningssignaal
from monitoring.domain.registers import Aantekeningsoort
from monitoring.rechten import Recorder
from monitoring.tables import Aantekening
from monitoring.usecases.registreer import KOLOMMEN, NieuweAantekening, importeer_ervaringen, noteer

router = APIRouter(prefix="/v1", route_class=Door, tags=["Contractsturing"])
CSV_TYPE = MEDIA_TYPES[CSV].partition(";")[0]
VOORBEELD = """antwoord;gemeente;agb;op;cijfer
onderzoek-2026-1;0034;99990001;2026-11-20;75
"""
BODY = {soort: schema | {"example": VOORBEELD} for soort, schema in binary(MEDIA_TYPES[CSV]).items()}


@router.post("/clientervaringen", status_code=201)
async def post_clientervaring(
    work: InWork, caller: Recorder, body: NieuweClientervaring, location: Location
) -> AantekeningView:
    """Leg een antwoord uit het cliëntonderzoek vast (M90), zonder wie het gaf.

    Gebruik dit voor elk antwoord dat u krijgt; het cijfer is in tienden. Het telt mee in het rapport over aanbieders.
    Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.gemeente)
    nieuw = NieuweAantekening(Aantekeningsoort.ERVARING, body.gemeente, body.agb, body.op, "cijfer", body.cijfer)
    location("/v1/rapporten/clientervaringen")
    return _view(await noteer(work, nieuw, caller.name))


@router.post(
    "/clientervaringen/_importeer",
    max_body_size=MAX_BODY,
    openapi_extra={"requestBody": {"required": True, "content": BODY}},
)
async def post_importeer(work: InWork, caller: Recorder, request: Request) -> ErvaringenView:
    """Neem de antwoorden van een cliëntonderzoek over uit een CSV-bestand (M90); met een fout erin wordt niets bewaard.

    Gebruik dit voor een heel onderzoek. Elke rij heeft in de kolom antwoord een eigen kenmerk van het onderzoek, nooit
    van een persoon: hetzelfde antwoord telt één keer, ook als u het bestand nog eens stuurt. Er volgt geen gebeurtenis.
    """
    if media_type(request) != CSV_TYPE:
        raise Problem(415, "vorm", f"Stuur het bestand als {CSV_TYPE}.")
    room: Room = request.app.state.room
    rijen = await _lees(room.readers, await request.body())
    return await importeer_ervaringen(work, rijen, caller.serves, caller.name)


@router.post("/planningssignalen", status_code=201)
async def post_planningssignaal(
    work: InWork, caller: Recorder, body: NieuwPlanningssignaal, location: Location
) -> AantekeningView:
    """Leg een signaal over de planning vast (M116).

    Gebruik dit als een cliënt te laat, dubbel of niet werd bezocht. Het telt mee in het rapport over aanbieders. Er
    volgt geen gebeurtenis.
    """
    must_serve(caller, body.gemeente)
    nieuw = NieuweAantekening(Aantekeningsoort.PLANNING, body.gemeente, body.agb, body.op, body.soort)
    location("/v1/rapporten/planningssignalen")
    return _view(await noteer(work, nieuw, caller.name))


async def _lees(readers: Readers, inhoud: bytes) -> list[Rij]:
    """The rows of a file. Raises Problem 400 when it cannot be read."""
    kolommen = json.dumps(KOLOMMEN).encode()
    uitkomst, *delen = await readers.read(lees_in_delen, CSV.encode(), kolommen, inhoud, small=SMALL)
    if uitkomst == FOUT:
        raise Problem(400, "bestand", delen[0].decode())
    rijen: list[Rij] = []
    for deel in delen:
        rijen += rijen_uit(deel)
        await asyncio.sleep(0)  # others are answered in between
    return rijen


def _view(row: Aantekening) -> AantekeningView:
    return AantekeningView.model_validate(row, from_attributes=True)
