"""From a figure to its cases, and to one of them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from chassis.door import Door, InWork
from chassis.paging import Page, page_of
from chassis.problems import not_found
from monitoring.bodies.zaken import ZaakMetVerloop, ZaakregelView, ZaakView, Zakenfilter
from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.verhaal import TITELS, Regel
from monitoring.rechten import Reader, kies_zaken
from monitoring.usecases.lees_zaak import lees_zaak
from monitoring.usecases.zoek_zaken import Zaak, bron_van, lees_plek, schrijf_plek, zoek_zaken

router = APIRouter(prefix="/v1", route_class=Door, tags=["Rapporten"])
Soort = Annotated[str, Path(json_schema_extra={"enum": list(TITELS)})]


@router.get("/zaken")
async def get_zaken(work: InWork, caller: Reader, gevraagd: Annotated[Zakenfilter, Query()]) -> Page[ZaakView]:
    """De zaken achter een cijfer, de nieuwste eerst.

    Gebruik dit om van een aantal in een rapport naar de meldingen, toewijzingen, declaraties of berichten te gaan die
    erin tellen. Samen tellen ze zo vaak als het cijfer zegt. Er verandert niets.
    """
    bron = bron_van(kies_zaken(caller, gevraagd), gevraagd)
    found = await zoek_zaken(work, bron, lees_plek(gevraagd.cursor), gevraagd.limit + 1)
    page = page_of(found, gevraagd.limit, schrijf_plek)
    return Page(items=[_view(each) for each in page.items], volgende=page.volgende)


@router.get("/zaken/{soort}/{sleutel}")
async def get_zaak(
    work: InWork, caller: Reader, soort: Soort, sleutel: Annotated[str, Path(max_length=99)]
) -> ZaakMetVerloop:
    """Wat er van één zaak bekend is, op volgorde van dag.

    Gebruik dit om te zien waarom een zaak in een cijfer telt. De sleutel staat in de lijst van zaken. Er verandert
    niets.
    """
    gevonden = await lees_zaak(work, Dossiersoort(soort), sleutel, caller.serves) if soort in TITELS else None
    if gevonden is None:
        raise not_found("deze zaak")
    verloop = [_regel(each) for each in gevonden.regels]
    return ZaakMetVerloop(soort=soort, sleutel=sleutel, client_id=gevonden.client_id, verloop=verloop)


def _view(zaak: Zaak) -> ZaakView:
    return ZaakView(
        soort=zaak.soort,
        sleutel=zaak.sleutel,
        client_id=zaak.client_id,
        aantal=zaak.aantal,
        maand=zaak.maand,
        gemeente=zaak.gemeente or None,
        agb=zaak.agb or None,
        code=zaak.code or None,
    )


def _regel(regel: Regel) -> ZaakregelView:
    return ZaakregelView(
        op=regel.op,
        wat=regel.wat,
        gemeente=regel.gemeente or None,
        agb=regel.agb or None,
        code=regel.code or None,
        toewijzing_id=regel.zaak or None,
    )
