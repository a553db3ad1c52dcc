"""The routes by which toegang collects and destroys what a service keeps of a client."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Depends
from pydantic import Field, JsonValue

from chassis.bsn import Bsn
from chassis.door import NO_KEY, Door, InWork, Question
from chassis.model import ApiModel
from chassis.persoonsgegevens import Aantallen, Gegevens, Gezocht
from chassis.sealed import BSN
from chassis.security import must_serve_everywhere, needs
from chassis.tokens import Caller
from chassis.work import Work

Lezer = Annotated[Caller, Depends(needs("personen:lezen"))]
Vernietiger = Annotated[Caller, Depends(needs("vernietigen"))]


Uit = TypeVar("Uit")
Gemeente = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="CBS-code van de gemeente: vier cijfers.")]
OpId = Callable[[Work, str], Awaitable[Uit]]
"""What a service does for a client, by his clientId."""


@dataclass(frozen=True)
class MetBsn(Generic[Uit]):
    """The same where something may be kept of him by his BSN only, such as a message of a provider."""

    doe: Callable[[Work, str, Gezocht], Awaitable[Uit]]


class PersoonVraag(ApiModel):
    """By what a client is found beside his clientId: the BSN that providers name, in the municipality whose he is."""

    gemeente: Gemeente
    bsn: Bsn

    def gezocht(self, work: Work) -> Gezocht:
        """As it is looked for."""
        return Gezocht(self.gemeente, work.vault.hash(BSN, self.bsn.encode()).forms)


class GegevensView(ApiModel):
    """Everything a service keeps of a client: rows by table, as they are stored and opened."""

    gegevens: Mapping[str, list[dict[str, JsonValue]]]


class VernietigdView(ApiModel):
    """How many rows of each table were destroyed, or are nobody's any more."""

    aantallen: Mapping[str, int]


def gegevens_router(
    verzamel: OpId[Gegevens] | MetBsn[Gegevens], vernietig: OpId[Aantallen] | MetBsn[Aantallen]
) -> APIRouter:
    """The routes of a service, with its way to collect and its way to destroy.

    A BSN is asked for only where one of them needs it.
    """
    router = APIRouter(prefix="/v1/clienten", route_class=Door, tags=["Persoonsgegevens"])
    path, ask = "/{client_id}/gegevens/_inzage", [NO_KEY]
    inzage = _inzage_met_bsn(verzamel) if isinstance(verzamel, MetBsn) else _inzage(verzamel)
    vernietiging = _vernietiging_met_bsn(vernietig) if isinstance(vernietig, MetBsn) else _vernietiging(vernietig)
    router.add_api_route("/{client_id}/_vernietig", vernietiging, methods=["POST"])
    # Toegang asks while it may be in a change of its own, and this service may be asking toegang.
    router.add_api_route(path, inzage, methods=["POST"], dependencies=ask, route_class_override=Question)
    return router


def _inzage(verzamel: OpId[Gegevens]) -> Callable[[Work, Caller, str], Awaitable[GegevensView]]:
    async def inzage_gegevens(work: InWork, caller: Lezer, client_id: str) -> GegevensView:
        """Alles wat deze dienst van een cliënt bewaart. Voor toegang, die er een dossier van maakt.

        Wilt u het dossier van een inwoner? Vraag het aan toegang. Elke inzage komt in het logboek van de cliënt. Er
        verandert niets.
        """
        _only_services(caller)
        return GegevensView(gegevens=await verzamel(work, client_id))

    return inzage_gegevens


def _inzage_met_bsn(
    verzamel: MetBsn[Gegevens],
) -> Callable[[Work, Caller, str, PersoonVraag], Awaitable[GegevensView]]:
    async def inzage_gegevens(work: InWork, caller: Lezer, client_id: str, body: PersoonVraag) -> GegevensView:
        """Alles wat deze dienst van een cliënt bewaart. Voor toegang, die er een dossier van maakt.

        Aan het BSN herkent deze dienst wat een aanbieder over de cliënt vroeg voordat er een toewijzing was. Wilt u het
        dossier van een inwoner? Vraag het aan toegang. Elke inzage komt in het logboek van de cliënt. Er verandert
        niets.
        """
        _only_services(caller)
        return GegevensView(gegevens=await verzamel.doe(work, client_id, body.gezocht(work)))

    return inzage_gegevens


def _vernietiging(vernietig: OpId[Aantallen]) -> Callable[[Work, Caller, str], Awaitable[VernietigdView]]:
    async def post_vernietig(work: InWork, caller: Vernietiger, client_id: str) -> VernietigdView:
        """Vernietig wat deze dienst van een cliënt bewaart. Voor toegang, die een vernietiging uitvoert.

        Cijfers blijven, zonder dat iemand nog kan weten over wie ze gaan. Nog eens vragen kan geen kwaad. Er volgt geen
        gebeurtenis.
        """
        _only_services(caller)
        return VernietigdView(aantallen=await vernietig(work, client_id))

    return post_vernietig


def _vernietiging_met_bsn(
    vernietig: MetBsn[Aantallen],
) -> Callable[[Work, Caller, str, PersoonVraag], Awaitable[VernietigdView]]:
    async def post_vernietig(work: InWork, caller: Vernietiger, client_id: str, body: PersoonVraag) -> VernietigdView:
        """Vernietig wat deze dienst van een cliënt bewaart. Voor toegang, die een vernietiging uitvoert.

        Aan het BSN herkent deze dienst ook berichten over wie hier nog geen toewijzing had. Cijfers blijven, zonder dat
        iemand nog kan weten over wie ze gaan. Nog eens vragen kan geen kwaad. Er volgt geen gebeurtenis.
        """
        _only_services(caller)
        return VernietigdView(aantallen=await vernietig.doe(work, client_id, body.gezocht(work)))

    return post_vernietig


def _only_services(caller: Caller) -> None:
    """Raises Problem 403 for who works for a municipality: toegang knows whose a client is, and asks all services."""
    detail = "Vraag dit aan toegang: die kent de cliënt, en vraagt het alle diensten."
    must_serve_everywhere(caller, "via-toegang", detail)
