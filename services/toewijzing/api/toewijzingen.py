"""Assignments, and the choice of a provider."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.security import needs
from chassis.tokens import Caller
from toewijzing import store
from toewijzing.api.vinden import vind, vind_om_te_wijzigen
from toewijzing.bodies.toewijzingen import (
    AanbiederkeuzeView,
    GekozenAanbieder,
    OnderaannemersBody,
    ToewijzingView,
)
from toewijzing.domain.toewijzing import Toewijzingstatus
from toewijzing.store import onderaannemers as bron
from toewijzing.store.van_client import van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.keuze import aanbieders_voor
from toewijzing.usecases.onderaannemers import noem_onderaannemers
from toewijzing.usecases.wijs_toe import kies_aanbieder
from wetten import Wet

router = APIRouter(prefix="/v1/toewijzingen", route_class=Door, tags=["Toewijzingen"])
Lezer = Annotated[Caller, Depends(needs("toewijzing", "berichten"))]
Gemeente = Annotated[Caller, Depends(needs("toewijzing"))]


@router.get("")
async def get_toewijzingen(
    work: InWork,
    caller: Lezer,
    wet: Wet | None = None,
    status: Toewijzingstatus | None = None,
    client_id: Annotated[str | None, Query(alias="clientId")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ToewijzingView]:
    """De toewijzingen van uw gemeenten, of die aan u als aanbieder.

    Gebruik dit om te zien wat aan wie is toegewezen. Kies met `wet`, `status` of `clientId` een deel. Een toewijzing
    ontstaat vanzelf uit een beschikking van toegang. Dit lezen verandert niets.
    """
    selectie = store.Toewijzingselectie(caller.agb, caller.gemeenten, wet, status, client_id)
    found = await store.toewijzingen(work.session, selectie, read_cursor(cursor), limit + 1)
    return page_of([_view(each) for each in found], limit, key=lambda each: each.id)


@router.get("/{toewijzing_id}")
async def get_toewijzing(work: InWork, caller: Lezer, toewijzing_id: str) -> ToewijzingView:
    """Eén toewijzing, ook als u die levert voor een andere aanbieder (M61).

    Gebruik dit om te zien wat er nu geldt: aanbieder, product, omvang en looptijd. Hoe het zo kwam ziet u bij de
    versies. Er verandert niets.
    """
    levert_mee = caller.agb is not None and caller.agb in await bron.onderaannemers(work.session, toewijzing_id)
    found = await store.toewijzing(work.session, toewijzing_id) if levert_mee else None
    return _view(found or await vind(work, caller, toewijzing_id))


@router.get("/{toewijzing_id}/keuze")
async def get_keuze(work: InWork, caller: Gemeente, toewijzing_id: str) -> AanbiederkeuzeView:
    """De aanbieders die dit product mogen leveren, de best passende eerst (M55), en wie nu niet kan, met de reden.

    Gebruik dit om met de cliënt een aanbieder te kiezen. Bij elke aanbieder staat waarom die hoger of lager staat. De
    keuze legt u vast bij `aanbieder`. Er verandert niets.
    """
    toewijzing = await vind(work, caller, toewijzing_id)
    alles = await van_client(work.session, toewijzing.gemeente, toewijzing.client_id)
    return AanbiederkeuzeView.model_validate(asdict(await aanbieders_voor(work, toewijzing, alles)))


@router.post("/{toewijzing_id}/aanbieder")
async def post_aanbieder(work: InWork, caller: Gemeente, toewijzing_id: str, body: GekozenAanbieder) -> ToewijzingView:
    """Wijs toe aan de gekozen aanbieder. Die krijgt een 301.

    Gebruik dit voor een toewijzing die op een aanbieder wacht. Er volgt `nl.wmo.toewijzingen.toegewezen.v1`. Sluit het
    product aan op wat deze aanbieder al levert, dan loopt die toewijzing langer door en volgt ook
    `nl.wmo.toewijzingen.verlengd.v1`. Het 301 staat klaar bij de berichten, met `nl.wmo.berichten.verzonden.v1`.
    """
    toewijzing = await vind_om_te_wijzigen(work, caller, toewijzing_id)
    await kies_aanbieder(work, toewijzing, body.agb)
    return _view(toewijzing)


@router.get("/{toewijzing_id}/onderaannemers")
async def get_onderaannemers(work: InWork, caller: Lezer, toewijzing_id: str) -> OnderaannemersBody:
    """Wie deze toewijzing levert voor de aanbieder (M61).

    Gebruik dit om te zien wie de ondersteuning in werkelijkheid geeft. Er verandert niets.
    """
    toewijzing = await vind(work, caller, toewijzing_id)
    return OnderaannemersBody(onderaannemers=await bron.onderaannemers(work.session, toewijzing.id))


@router.put("/{toewijzing_id}/onderaannemers")
async def put_onderaannemers(
    work: InWork, caller: Lezer, toewijzing_id: str, body: OnderaannemersBody
) -> OnderaannemersBody:
    """Noem wie deze toewijzing levert. Die partijen zien daarna looptijd en inhoud van de toewijzing (M61).

    Gebruik dit als de aanbieder partners heeft. Noem ze allemaal: de lijst vervangt die van eerder. Alleen wie in een
    contract van de aanbieder als partner staat kan erin. Er volgt geen gebeurtenis.
    """
    toewijzing = await vind(work, caller, toewijzing_id, lock=True)
    await noem_onderaannemers(work, toewijzing, body.onderaannemers)
    return OnderaannemersBody(onderaannemers=await bron.onderaannemers(work.session, toewijzing.id))


def _view(toewijzing: Toewijzing) -> ToewijzingView:
    return ToewijzingView.model_validate(toewijzing, from_attributes=True)
