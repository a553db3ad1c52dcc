"""The routes with which a provider has itself called when a message is ready."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends
from pydantic import Field

from berichtenverkeer import webhooks
from berichtenverkeer.adressen import adressen_buiten, is_naam_buiten
from chassis.door import Door, InWork
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import invalid, not_found
from chassis.security import needs
from chassis.settings import Settings
from chassis.tokens import Caller

router = APIRouter(prefix="/v1/webhooks", route_class=Door, tags=["Berichten"])
Aanbieder = Annotated[Caller, Depends(needs("berichten"))]
BezorgStatus = Literal["open", "bezorgd", "opgehaald", "mislukt"]


class WebhookBody(ApiModel):
    """Where to call."""

    url: Annotated[str, Field(max_length=400, description="Een https-adres dat een POST aanneemt.")]


class WebhookView(ApiModel):
    """Where a provider is called."""

    agb: str
    url: str


class NieuweWebhookView(WebhookView):
    """The same, with the secret: it is shown this once."""

    geheim: str


class BezorgingView(ApiModel):
    """The delivery of one message."""

    bericht_id: str
    status: BezorgStatus
    pogingen: int
    volgende_op: datetime
    fout: str | None
    """Why the last call did not get through."""


@router.put("", status_code=200)
async def put_webhook(work: InWork, caller: Aanbieder, body: WebhookBody) -> NieuweWebhookView:
    """Laat u roepen als er een bericht klaarstaat. Bewaar het geheim: u ziet het alleen nu.

    Gebruik dit als u niet steeds wilt vragen of er iets is. Een oproep noemt alleen het bericht; de inhoud haalt u op
    met uw eigen token. Met het geheim controleert u de handtekening in de header Clientroute-Handtekening. Elke keer
    krijgt u een nieuw geheim. Er volgt geen gebeurtenis.
    """
    agb = _agb_van(caller)
    check_adres(body.url, work.settings)
    if work.settings.env == "production":
        await _check_plek(body.url)
    return NieuweWebhookView(agb=agb, url=body.url, geheim=await webhooks.registreer(work, agb, body.url))


@router.get("")
async def get_webhook(work: InWork, caller: Aanbieder) -> WebhookView:
    """Het adres waarop wij u roepen.

    Gebruik dit om te controleren welk adres wij kennen. Het geheim staat er niet bij. Er verandert niets.
    """
    agb = _agb_van(caller)
    url = await webhooks.adres_van(work, agb)
    if url is None:
        raise not_found("deze webhook")
    return WebhookView(agb=agb, url=url)


@router.delete("", status_code=204)
async def delete_webhook(work: InWork, caller: Aanbieder) -> None:
    """Wij roepen u niet meer. Uw berichten blijven klaarstaan.

    Gebruik dit als u uw berichten weer zelf ophaalt. Oproepen die nog openstonden vervallen. Er volgt geen gebeurtenis.
    """
    await webhooks.meld_af(work, _agb_van(caller))


@router.get("/bezorgingen")
async def get_bezorgingen(
    work: InWork, caller: Aanbieder, status: BezorgStatus | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[BezorgingView]:
    """Wat wij u lieten weten, en wat mislukte (status=mislukt).

    Gebruik dit om te zien of onze oproepen bij u aankomen. Na een fout proberen wij het zes keer opnieuw, met steeds
    langere pauzes tot een dag. Er verandert niets.
    """
    found = await webhooks.lijst(work, _agb_van(caller), status, read_cursor(cursor), limit + 1)
    views = [BezorgingView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.bericht_id)


@router.post("/bezorgingen/{bericht_id}/_opnieuw", status_code=204)
async def post_bezorging_opnieuw(work: InWork, caller: Aanbieder, bericht_id: str) -> None:
    """Probeer het nog eens met een mislukte bezorging.

    Gebruik dit nadat uw adres weer werkt. De oproep staat dan weer open en de pauzes beginnen opnieuw. Er volgt geen
    gebeurtenis.
    """
    if not await webhooks.probeer_opnieuw(work, _agb_van(caller), bericht_id):
        raise not_found("deze mislukte bezorging")


def _agb_van(caller: Caller) -> str:
    assert caller.agb is not None  # the scope counts only with one
    return caller.agb


def check_adres(url: str, settings: Settings) -> None:
    """Raises Problem 400 unless calls can go there safely: https, and outside our own network."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise invalid("body.url", "Dit is geen geldig adres.") from None
    if settings.env == "development" and parts.scheme in {"http", "https"} and host:
        return
    if parts.scheme != "https" or parts.username is not None or not is_naam_buiten(host):
        raise invalid("body.url", "Geef een https-adres met een naam, zonder gebruiker en zonder IP-adres.")


async def _check_plek(url: str) -> None:
    """Raises Problem 400 for a name that is none, or stands for an address inside."""
    parts = urlsplit(url)
    try:
        await adressen_buiten(parts.hostname or "", parts.port or 443)
    except (OSError, UnicodeError):
        raise invalid("body.url", "Deze naam kennen we niet, of is er niet op het openbare internet.") from None
