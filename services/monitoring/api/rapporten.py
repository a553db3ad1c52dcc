"""Reports that are the same for every municipality (M115): as JSON, CSV and XLSX; and what is open, one by one."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from bladen import CSV, MEDIA_TYPES, XLSX
from chassis.door import Door, InWork
from chassis.files import attachment
from chassis.paging import Page, day_key, page_of, read_day_cursor
from chassis.problems import invalid, not_found
from chassis.tokens import Caller
from chassis.work import Work
from monitoring.bodies.keten import Filter, Openstaandfilter
from monitoring.bodies.rapporten import KolomView, OpenstaandView, RapportNaam, RapportView
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.rapport import Rapport
from monitoring.rapporten import RAPPORTEN
from monitoring.rechten import Reader, kies_voor, kies_zaken
from monitoring.store import openstaand
from monitoring.store.contracten import namen
from monitoring.tables import Openstaand
from monitoring.usecases.lees_rapport import als_bestand, lees_rapport

router = APIRouter(prefix="/v1", route_class=Door, tags=["Rapporten"])
Naam = Annotated[str, Path(json_schema_extra={"enum": sorted(RAPPORTEN)})]


class Rapportfilter(Filter):
    """A filter, and the column to sort by."""

    sorteer: Annotated[str | None, Query(max_length=40, description="Kolom; met - ervoor van hoog naar laag.")] = None


@router.get("/rapporten")
async def get_rapporten(_caller: Reader) -> list[RapportNaam]:
    """Alle rapporten, voor elke gemeente dezelfde (M115).

    Gebruik dit om te weten welke namen u bij een rapport kunt vragen. Er verandert niets.
    """
    return [RapportNaam(naam=naam, pad=f"/v1/rapporten/{naam}") for naam in RAPPORTEN]


@router.get("/rapporten/{naam}")
async def get_rapport(
    work: InWork, caller: Reader, naam: Naam, gevraagd: Annotated[Rapportfilter, Query()]
) -> RapportView:
    """Een rapport over uw gemeenten. Bedragen in eurocenten.

    Gebruik dit om een tabel in uw eigen scherm te tonen. Elke kolom zegt wat voor waarde erin staat. Er verandert
    niets. Wat van een aanbieder in een regio is geteld, vertellen wij elk uur met `nl.wmo.aanbieders.gemeten.v1`, als
    het anders is dan eerst.
    """
    rapport = await _rapport(work, caller, naam, gevraagd)
    return RapportView(
        naam=rapport.naam,
        titel=rapport.titel,
        uitleg=rapport.uitleg,
        kolommen=[KolomView(naam=each.naam, titel=each.titel, soort=each.soort) for each in rapport.kolommen],
        rijen=[list(rij) for rij in rapport.rijen],
        let_op=[*rapport.let_op, *rapport.voorlopig],
    )


@router.get("/rapporten/{naam}/csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
async def get_rapport_csv(
    work: InWork, caller: Reader, naam: Naam, gevraagd: Annotated[Rapportfilter, Query()]
) -> Response:
    """Een rapport als CSV. Bedragen in euro's.

    Gebruik dit om de tabel in een ander programma te laden. De rijen zijn die van het rapport zelf; achter de AGB-code
    van een aanbieder staat de naam. Er verandert niets.
    """
    return await _bestand(CSV, work, naam, await _rapport(work, caller, naam, gevraagd))


@router.get("/rapporten/{naam}/xlsx", response_class=Response, responses={200: {"content": {MEDIA_TYPES[XLSX]: {}}}})
async def get_rapport_xlsx(
    work: InWork, caller: Reader, naam: Naam, gevraagd: Annotated[Rapportfilter, Query()]
) -> Response:
    """Een rapport als XLSX. Bedragen in euro's.

    Gebruik dit om de tabel in een rekenblad te openen. De rijen zijn die van het rapport zelf; achter de code van
    een aanbieder, gemeente of product staat de naam. Er verandert niets.
    """
    rapport = await _rapport(work, caller, naam, gevraagd)
    return attachment(
        als_bestand(XLSX, rapport, await namen(work.session), work.now), MEDIA_TYPES[XLSX], f"{naam}.{XLSX}"
    )


@router.get("/openstaand/{soort}")
async def get_openstaand(
    work: InWork, caller: Reader, soort: Naam, gevraagd: Annotated[Openstaandfilter, Query()]
) -> Page[OpenstaandView]:
    """Wat nu openstaat van een soort, oudste eerst, zoals producten zonder aanbieder (M65).

    Gebruik dit om te zien wat in de keten blijft liggen, en sinds wanneer. De soorten die er zijn noemen wij als u een
    andere vraagt. Er verandert niets.
    """
    if soort not in set(Opensoort):
        raise invalid("path.soort", f"Deze soort kennen we niet. Toegestaan: {', '.join(Opensoort)}.")
    na = read_day_cursor(gevraagd.cursor)
    gezocht = openstaand.Gezocht(Opensoort(soort), work.today, gevraagd.kenmerk, gevraagd.te_laat)
    found = await openstaand.open_zaken(work.session, kies_zaken(caller, gevraagd), gezocht, na, gevraagd.limit + 1)
    return page_of([_view(each) for each in found], gevraagd.limit, lambda each: day_key(each.open_sinds, each.sleutel))


def _view(row: Openstaand) -> OpenstaandView:
    return OpenstaandView(
        sleutel=row.sleutel,
        gemeente=row.gemeente,
        agb=row.agb,
        code=row.code,
        kenmerk=row.kenmerk,
        open_sinds=row.sinds,
        uiterlijk=row.uiterlijk,
    )


async def _bestand(vorm: str, work: Work, naam: str, rapport: Rapport) -> Response:
    inhoud = als_bestand(vorm, rapport, await namen(work.session), work.now)
    return attachment(inhoud, MEDIA_TYPES[vorm], f"{naam}.{vorm}")


async def _rapport(work: Work, caller: Caller, naam: str, gevraagd: Rapportfilter) -> Rapport:
    selectie = kies_voor(caller, gevraagd)
    if naam not in RAPPORTEN:
        raise not_found("dit rapport")
    return await lees_rapport(work, naam, selectie, gevraagd.sorteer)
