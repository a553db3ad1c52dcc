"""The inkoopmodellen: as data, and as a page in plain Dutch."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from chassis.door import Door, InWork
from chassis.problems import not_found
from chassis.strict import IsoDate
from inkoop import Inkoopmodel, laad, namen
from inkoop.pagina import pagina
from toegang.api.gedeeld import FrontOffice
from toegang.bodies.weging import InkoopmodelRegel

router = APIRouter(prefix="/v1/inkoopmodellen", route_class=Door, tags=["Inkoopmodellen"])


@router.get("")
async def get_inkoopmodellen(_caller: FrontOffice) -> list[InkoopmodelRegel]:
    """Alle inkoopmodellen.

    Gebruik dit om te zien welke regio's hier werken, met welke versie van hun inkoopmodel en voor welke gemeenten. Er
    verandert niets.
    """
    return [
        InkoopmodelRegel(
            naam=each.naam,
            titel=each.titel,
            versie=each.versie,
            gemeenten=each.gemeentecodes,
        )
        for each in map(laad, namen())
    ]


@router.get("/{naam}")
async def get_inkoopmodel(_caller: FrontOffice, naam: str) -> dict[str, object]:
    """Eén inkoopmodel als gegevens, in de woorden van het bestand.

    Gebruik dit in software die producten, prijzen of beleid van een regio nodig heeft. De betekenis van elk veld staat
    in het JSON Schema dat `clientroute inkoopmodel schema` geeft. Er verandert niets.
    """
    return _model(naam).model_dump(mode="json", exclude_none=True, exclude={"bevolking"})


@router.get("/{naam}/uitleg", response_class=HTMLResponse)
async def get_uitleg(work: InWork, _caller: FrontOffice, naam: str, op: IsoDate | None = None) -> HTMLResponse:
    """Eén inkoopmodel als pagina in gewone taal, met de prijzen van een dag (anders vandaag).

    Gebruik dit om een medewerker te laten lezen wat er in zijn regio geldt. Er verandert niets.
    """
    model = _model(naam)
    return HTMLResponse(pagina(model, op or max(work.today, model.versie)))


def _model(naam: str) -> Inkoopmodel:
    if naam not in namen():
        raise not_found("dit inkoopmodel")
    return laad(naam)
