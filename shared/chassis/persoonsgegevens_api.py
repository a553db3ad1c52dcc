"""The routes by which toegang collects and destroys what a service keeps of a client."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import JsonValue

from chassis.door import NO_KEY, Door, InWork, Question
from chassis.model import ApiModel
from chassis.persoonsgegevens import Aantallen, Gegevens
from chassis.security import must_serve_everywhere, needs
from chassis.tokens import Caller
from chassis.work import Work

Lezer = Annotated[Caller, Depends(needs("personen:lezen"))]
Vernietiger = Annotated[Caller, Depends(needs("vernietigen"))]


class GegevensView(ApiModel):
    """Everything a service keeps of a client: rows by table, as they are stored and opened."""

    gegevens: Mapping[str, list[dict[str, JsonValue]]]


class VernietigdView(ApiModel):
    """How many rows of each table were destroyed, or are nobody's any more."""

    aantallen: Mapping[str, int]


def gegevens_router(
    verzamel: Callable[[Work, str], Awaitable[Gegevens]], vernietig: Callable[[Work, str], Awaitable[Aantallen]]
) -> APIRouter:
    """The routes of a service, with its way to collect and its way to destroy."""
    router = APIRouter(prefix="/v1/clienten", route_class=Door, tags=["Persoonsgegevens"])

    async def inzage_gegevens(work: InWork, caller: Lezer, client_id: str) -> GegevensView:
        """Alles wat deze dienst van een cliënt bewaart. Voor toegang, die er een dossier van maakt.

        Wilt u het dossier van een inwoner? Vraag het aan toegang. Elke inzage komt in het logboek van de cliënt. Er
        verandert niets.
        """
        _only_services(caller)
        return GegevensView(gegevens=await verzamel(work, client_id))

    @router.post("/{client_id}/_vernietig")
    async def post_vernietig(work: InWork, caller: Vernietiger, client_id: str) -> VernietigdView:
        """Vernietig wat deze dienst van een cliënt bewaart. Voor toegang, die een vernietiging uitvoert.

        Cijfers blijven, zonder dat iemand nog kan weten over wie ze gaan. Nog eens vragen kan geen kwaad. Er volgt geen
        gebeurtenis.
        """
        _only_services(caller)
        return VernietigdView(aantallen=await vernietig(work, client_id))

    path, ask = "/{client_id}/gegevens/_inzage", [NO_KEY]
    # Toegang asks while it may be in a change of its own, and this service may be asking toegang.
    router.add_api_route(path, inzage_gegevens, methods=["POST"], dependencies=ask, route_class_override=Question)
    return router


def _only_services(caller: Caller) -> None:
    """Raises Problem 403 for who works for a municipality: toegang knows whose a client is, and asks all services."""
    detail = "Vraag dit aan toegang: die kent de cliënt, en vraagt het alle diensten."
    must_serve_everywhere(caller, "via-toegang", detail)
