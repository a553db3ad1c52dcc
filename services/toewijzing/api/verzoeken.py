"""Requests of providers, and the decision on them."""

from typing import Annotated

from fastapi import APIRouter, Depends

import wetten
from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import needs
from chassis.tokens import Caller
from chassis.work import Work
from istandaard import cdt
from istandaard.berichten.bericht317 import Bericht317
from toewijzing.bodies.gesprek import AfgesprokenBody, BesluitBody, VerzoekDetail, VerzoekView
from toewijzing.domain.honorering import Afgesproken
from toewijzing.domain.verzoek import Verzoekstatus
from toewijzing.store import gesprek
from toewijzing.tables import Verzoek
from toewijzing.usecases.besluit_op_verzoek import Besluit, bericht_van_verzoek, beslis
from wetten import Wet

router = APIRouter(prefix="/v1/verzoeken", route_class=Door, tags=["Verzoeken"])
Lezer = Annotated[Caller, Depends(needs("toewijzing", "berichten"))]
Gemeente = Annotated[Caller, Depends(needs("toewijzing"))]


@router.get("")
async def get_verzoeken(
    work: InWork,
    caller: Lezer,
    wet: Wet | None = None,
    status: Verzoekstatus | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[VerzoekView]:
    """De verzoeken van aanbieders aan uw gemeenten, of die van u als aanbieder, oudste eerst.

    Gebruik dit als werklijst. Een verzoek komt binnen als 315 of 317; dan volgt `nl.wmo.verzoeken.ontvangen.v1`.
    Kies met `status` wat nog open is. Dit lezen verandert niets.
    """
    selectie = gesprek.Verzoekselectie(caller.agb, caller.gemeenten, wet, status)
    found = await gesprek.verzoeken(work.session, selectie, read_cursor(cursor), limit + 1)
    return page_of([_view(each) for each in found], limit, key=lambda each: each.id)


@router.get("/{verzoek_id}")
async def get_verzoek(work: InWork, caller: Lezer, verzoek_id: str) -> VerzoekDetail:
    """Eén verzoek, met wat er gevraagd wordt.

    Gebruik dit om een besluit voor te bereiden. Wat er gevraagd wordt staat in de woorden van het bericht, zonder de
    gegevens van de cliënt. Er verandert niets.
    """
    verzoek = await _find(work, caller, verzoek_id)
    return VerzoekDetail(**_view(verzoek).model_dump(), gevraagd=await _gevraagd(work, verzoek))


async def _gevraagd(work: Work, verzoek: Verzoek) -> dict[str, object]:
    """The part of the message that the request is: without the client, of whom it says nothing."""
    bericht = await bericht_van_verzoek(work, verzoek)
    client = wetten.naar_json(bericht)["client"]
    assert isinstance(client, dict)  # both messages have one
    deel = client["verzoek"] if isinstance(bericht, Bericht317) else client["aangevraagdeProducten"][verzoek.positie]
    assert isinstance(deel, dict)
    return deel


@router.post("/{verzoek_id}/_besluit")
async def post_besluit(work: InWork, caller: Gemeente, verzoek_id: str, body: BesluitBody) -> VerzoekView:
    """Ken een verzoek toe (301), wijs het af, of neem het in onderzoek (319).

    Gebruik dit voor een verzoek dat nog open is. Wijkt u bij toekennen af van wat is gevraagd, geef dat dan mee in
    `afgesproken`. In onderzoek nemen kan één keer en geeft acht weken. Er volgt `nl.wmo.verzoeken.besloten.v1`, en
    `nl.wmo.berichten.verzonden.v1` voor het 301 of 319. Bij toekennen volgt ook
    `nl.wmo.toewijzingen.toegewezen.v1`.
    """
    verzoek = await _find(work, caller, verzoek_id, lock=True)
    nieuw = Besluit(
        body.besluit, body.reden, body.woonplaats, body.client_id, [_afgesproken(each) for each in body.afgesproken]
    )
    await beslis(work, verzoek, nieuw)
    return _view(verzoek)


def _afgesproken(body: AfgesprokenBody) -> Afgesproken:
    product, omvang = body.ander_product, body.omvang
    return Afgesproken(
        toewijzing_nummer=body.toewijzing_nummer,
        nieuw_product=body.nieuw_product,
        ingangsdatum=body.ingangsdatum,
        einddatum=body.einddatum,
        product=cdt.Product(categorie=wetten.categorie(product.categorie), code=product.code) if product else None,
        omvang=cdt.Omvang(**dict(omvang)) if omvang else None,
        budget=body.budget,
    )


async def _find(work: Work, caller: Caller, verzoek_id: str, *, lock: bool = False) -> Verzoek:
    verzoek = await gesprek.verzoek(work.session, verzoek_id, lock=lock)
    if verzoek is None or not caller.may_see(verzoek.gemeente, verzoek.agb):
        raise not_found("dit verzoek")
    return verzoek


def _view(verzoek: Verzoek) -> VerzoekView:
    return VerzoekView.model_validate(verzoek, from_attributes=True)
