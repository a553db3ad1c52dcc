"""Running indications that are taken in by file when a municipality begins here (M134)."""

from collections.abc import Mapping

from fastapi import APIRouter, Request

from bladen import CSV, BestandFout, lees
from chassis.door import Door, InWork
from chassis.files import csv_body, media_type
from chassis.problems import Problem
from chassis.security import must_serve
from chassis.strict import Flag
from toegang.api.gedeeld import FrontOffice, VanGemeente, refusals
from toegang.bodies.overname import OvernameUitkomst
from toegang.domain.overname import VERPLICHT
from toegang.usecases.neem_over import neem_over

router = APIRouter(prefix="/v1/lopende-indicaties", route_class=Door, tags=["Overname"])
RIJ: Mapping[str, str] = {
    "kenmerk": "2026-1",
    "bsn": "999900006",
    "geslachtsnaam": "Grootkerk",
    "geboortedatum": "1948-02-29",
    "geslacht": "2",
    "straatnaam": "Populierendreef",
    "huisnummer": "12",
    "postcode": "1327AB",
    "plaatsnaam": "Almere",
    "wet": "wmo",
    "product": "HO",
    "volume": "1",
    "eenheid": "82",
    "frequentie": "4",
    "ingangsdatum": "2026-01-01",
    "einddatum": "",
    "besluitdatum": "2025-12-10",
    "beschikkingnummer": "B-17",
    "aanbieder": "99990001",
    "toewijzingnummer": "400123",
    "begindatum_levering": "2026-01-05",
}
VOORBEELD = f"{';'.join(RIJ)}\n{';'.join(RIJ.values())}\n"


@router.post("/_importeer", openapi_extra=csv_body(VOORBEELD))
async def importeer(
    work: InWork, caller: FrontOffice, gemeente: VanGemeente, request: Request, proef: Flag = False
) -> OvernameUitkomst:
    """Neem lopende indicaties over uit een CSV-bestand: de cliënt, het besluit en de toewijzing die er al is.

    Gebruik dit als een gemeente met clientroute begint. Stuur hoogstens 1000 rijen per keer; `clientroute inname` deelt
    een groter bestand op. Gebruik eerst `proef=true`: dan ziet u elke fout met rij, kolom, regel en wat u kunt doen, en
    wordt er niets bewaard. Zonder proef gaan goede rijen erin en staan foute in de lijst. Een rij met een kenmerk dat
    wij al kennen telt niet nog eens: hetzelfde bestand gaat verder waar het ophield. Er gaat geen brief uit en er loopt
    geen termijn. Voor elke rij volgt `nl.wmo.indicaties.overgenomen.v1`, waarna toewijzing het nummer kent en
    declaratie erop kan betalen. Klopt een eerdere opgave aan het CAK daardoor niet meer, dan volgt ook
    `nl.wmo.bijdragen.vastgelegd.v1`.
    """
    must_serve(caller, gemeente)
    if media_type(request) != "text/csv":
        raise Problem(415, "vorm", "Stuur het bestand als text/csv.")
    try:
        rijen = lees(CSV, await request.body(), VERPLICHT)
    except BestandFout as fout:
        raise Problem(400, "bestand", str(fout)) from None
    with refusals():
        return await neem_over(work, gemeente, rijen, proef=proef)
