"""The half-yearly delivery of Wmo figures to the CBS (Gemeentelijke Monitor Sociaal Domein)."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

import bladen
from bladen import MEDIA_TYPES
from chassis.door import Door, InWork
from chassis.files import attachment
from chassis.problems import invalid
from chassis.security import must_serve
from toegang.api.gedeeld import BESTAND, MEER, Opgever, VanGemeente
from toegang.domain.halfjaar import Halfjaar
from toegang.domain.logboek import Wat
from toegang.store import gmsd as bron
from toegang.uitvoer.gmsd import Regel, blad
from toegang.usecases.personen import open_persoon

router = APIRouter(prefix="/v1/gmsd", route_class=Door, tags=["Gmsd"])
HalfjaarTekst = Annotated[str, Query(pattern=r"^20[0-9]{2}-[12]$", description="Het halfjaar, zoals 2026-1.")]


@router.get("/export", response_class=Response, responses=BESTAND)
async def get_export(
    work: InWork, caller: Opgever, gemeente: VanGemeente, halfjaar: HalfjaarTekst, vorm: Literal["csv", "xlsx"] = "csv"
) -> Response:
    """Welke ondersteuning inwoners in een halfjaar onder de Wmo hadden, als bestand voor het CBS (GMSD).

    Gebruik dit als het halfjaar voorbij is. Per product staat er wie het heeft, wat en hoeveel, in natura of als pgb,
    en wanneer het is toegekend, geleverd en gestopt. Het bestand is volledig, maar heeft niet de indeling van het
    portaal van het CBS: die is hier niet bekend. U hebt beide rechten nodig, en elke inzage wordt vastgelegd. Er
    verandert niets, en er volgt geen gebeurtenis.
    """
    must_serve(caller, gemeente)
    periode = Halfjaar.lees(halfjaar)
    if periode.van > work.today:
        raise invalid("query.halfjaar", "Dit halfjaar is nog niet begonnen.")
    regels: list[Regel] = []
    na = None
    while found := await bron.producten(work.session, gemeente, periode, na, MEER):
        geleverd = await bron.leveringen(work.session, [product.id for product, _ in found])
        regels += [
            Regel(gemeente, open_persoon(work, client).bsn, product, geleverd.get(product.id, []))
            for product, client in found
        ]
        work.note(sorted({client.id for _, client in found}), Wat.GELEZEN_VOOR_CBS)
        na = found[-1][0].id
    inhoud = await asyncio.to_thread(bladen.schrijf, vorm, [blad(regels, f"Wmo {halfjaar}")], work.now)
    return attachment(inhoud, MEDIA_TYPES[vorm], f"gmsd-{gemeente}-{halfjaar}.{vorm}")
