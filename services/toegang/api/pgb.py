"""PGBs: what the SVB has to know of them, and the payments that it tells (M16)."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

import bladen
from bladen import MEDIA_TYPES, BestandFout
from chassis.door import Door, InWork
from chassis.files import attachment, csv_body
from chassis.limits import MAX_BODY
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import invalid
from chassis.security import must_serve
from chassis.strict import Flag, IsoDate
from chassis.work import Work
from toegang.api.gedeeld import BESTAND, MEER, FrontOffice, Opgever, VanGemeente
from toegang.bodies.besluit import PgbToets
from toegang.bodies.pgb import BestedingenUitkomst, PgbJaarView, PgbToekenningView
from toegang.domain.logboek import Wat
from toegang.store import pgb as bron
from toegang.tables import BeschiktProduct, PgbToekenning
from toegang.tables.beschermd import PGB
from toegang.uitvoer.pgb import blad
from toegang.usecases.personen import open_persoon
from toegang.usecases.pgb import lees_bestedingen

router = APIRouter(prefix="/v1", route_class=Door, tags=["Pgb"])
VOORBEELD = """kenmerk;toekenning;maand;bedrag;betaald op
SVB-2026-000001;019a0000-0000-7000-8000-000000000010;2026-10;412,50;2026-11-10
SVB-2026-000002;019a0000-0000-7000-8000-000000000010;2026-10;-12,50;2026-11-17
"""
OpDag = Annotated[IsoDate | None, Query()]


@router.get("/pgb-toekenningen")
async def get_toekenningen(
    work: InWork, caller: FrontOffice, gemeente: VanGemeente, op: OpDag = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[PgbToekenningView]:
    """De pgb's van een gemeente voor de SVB: elke toekenning, wijziging en intrekking, in de volgorde van vertellen.

    Gebruik dit om te zien wat u aan de SVB moet laten weten, van een dag of van altijd. Het budget staat er per
    kalenderjaar bij, naar het aantal dagen. Bij elke regel hoort één `nl.wmo.pgbs.toegekend.v1`. Er staan geen
    persoonsgegevens bij; die staan in het bestand. Er verandert niets.
    """
    must_serve(caller, gemeente)
    found = await bron.toekenningen(work.session, gemeente, op, read_cursor(cursor), limit + 1)
    return page_of([_view(toekenning) for toekenning, _, _ in found], limit, key=lambda each: each.id)


@router.get("/pgb-toekenningen/export", response_class=Response, responses=BESTAND)
async def get_export(
    work: InWork,
    caller: Opgever,
    gemeente: VanGemeente,
    op: OpDag = None,
    vorm: Literal["csv", "xlsx"] = "csv",
) -> Response:
    """Dezelfde pgb's als bestand, met burgerservicenummer en zorgverlener, per kalenderjaar een rij.

    Gebruik dit om aan de SVB op te geven wat is toegekend. Het heeft niet de vorm van de berichten van de SVB: die is
    hier niet bekend. U hebt de rechten toegang en personen:lezen samen nodig, en elke inzage wordt vastgelegd. Er
    verandert niets, en er volgt geen gebeurtenis.
    """
    must_serve(caller, gemeente)
    toekenningen, na = [], None
    while found := await bron.toekenningen(work.session, gemeente, op, na, MEER):
        toekenningen += [
            (each, open_persoon(work, client), _zorgverlener(work, product)) for each, product, client in found
        ]
        na = found[-1][0].id
    work.note(sorted({each.client_id for each, _, _ in toekenningen}), Wat.PGB_GELEZEN)
    inhoud = await asyncio.to_thread(bladen.schrijf, vorm, [blad(toekenningen)], work.now)
    return attachment(inhoud, MEDIA_TYPES[vorm], f"pgb-{gemeente}.{vorm}")


@router.post("/pgb-bestedingen/_importeer", max_body_size=MAX_BODY, openapi_extra=csv_body(VOORBEELD))
async def importeer(
    work: InWork, caller: FrontOffice, gemeente: VanGemeente, request: Request, proef: Flag = False
) -> BestedingenUitkomst:
    """Lees een CSV-bestand in met wat de SVB uit pgb's betaalde. Is er een fout, dan verandert er niets.

    Gebruik eerst `proef=true`: dan ziet u wat er nieuw is en welke rijen fout zijn. `toekenning` is het `productId` van
    de toekenning. Een betaling met een kenmerk dat wij al kennen telt niet nog eens: hetzelfde bestand twee keer is
    één keer. Er volgt `nl.wmo.pgbs.besteed.v1`; in monitoring telt het mee in budget en prognose.
    """
    must_serve(caller, gemeente)
    try:
        return await lees_bestedingen(work, gemeente, await request.body(), proef=proef)
    except BestandFout as fout:
        raise invalid("body", str(fout)) from None


def _zorgverlener(work: Work, product: BeschiktProduct) -> str | None:
    if product.pgb is None:
        return None
    return PgbToets.model_validate_json(work.vault.open(PGB, product.id, product.pgb)).zorgverlener


def _view(toekenning: PgbToekenning) -> PgbToekenningView:
    velden = {name: getattr(toekenning, name) for name in PgbToekenningView.model_fields if name != "per_jaar"}
    jaren = [PgbJaarView(jaar=int(jaar), bedrag=bedrag) for jaar, bedrag in sorted(toekenning.per_jaar.items())]
    return PgbToekenningView(**velden, per_jaar=jaren)
