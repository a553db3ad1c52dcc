"""Judged declarations and their lines."""

from fastapi import APIRouter

import wetten
from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.tokens import Caller
from declaratie.api.vragen import Lezer, cursor_van, lees_cursor, zicht_van
from declaratie.bodies.declaraties import DeclaratieView
from declaratie.bodies.prestaties import AfwijzingsredenView, PrestatieView
from declaratie.domain.advies import ADVIES
from declaratie.store import declaraties as store_declaraties
from declaratie.store import prestaties as store_prestaties
from declaratie.tables import Declaratie, Prestatie
from declaratie.usecases.betrokkenen import noteer_clienten
from wetten import Wet

router = APIRouter(prefix="/v1/declaraties", route_class=Door, tags=["Declaraties"])


@router.get("")
async def get_declaraties(
    work: InWork, caller: Lezer, wet: Wet | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[DeclaratieView]:
    """De beoordeelde declaraties van uw gemeenten, of die van u als aanbieder.

    Gebruik dit voor een overzicht van de rekeningen. Een declaratie komt binnen als 323. Is zij beoordeeld, dan
    staat zij hier en volgt `nl.wmo.declaraties.beantwoord.v1`. Wacht zij nog op een toewijzing, dan volgt bij het
    verdergaan `nl.wmo.declaraties.hervat.v1`. Dit lezen verandert niets.
    """
    found = await store_declaraties.declaraties(work.session, zicht_van(caller), wet, read_cursor(cursor), limit + 1)
    views = [DeclaratieView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.get("/{declaratie_id}")
async def get_declaratie(work: InWork, caller: Lezer, declaratie_id: str) -> DeclaratieView:
    """Eén beoordeelde declaratie.

    Gebruik dit om te zien hoeveel er van een rekening is toegekend. Waarom iets is afgewezen ziet u bij de prestaties.
    Er verandert niets.
    """
    declaratie = await store_declaraties.declaratie(work.session, declaratie_id)
    if declaratie is None or not _mag_zien(caller, declaratie):
        raise not_found("deze declaratie")
    return DeclaratieView.model_validate(declaratie, from_attributes=True)


@router.get("/{declaratie_id}/prestaties")
async def get_prestaties(
    work: InWork, caller: Lezer, declaratie_id: str, limit: Limit = 100, cursor: Cursor = None
) -> Page[PrestatieView]:
    """Alle prestaties van een declaratie: toegekend, of afgewezen met elke reden.

    Wie alleen een deel betaalt, ziet alleen die prestaties. Gebruik dit om een rekening na te lopen. Wat is toegekend
    telt op de toewijzing; dan volgt `nl.wmo.toewijzingen.gedeclareerd.v1`. Dit lezen verandert niets.
    """
    na = lees_cursor(cursor, (int,))
    declaratie = await store_declaraties.declaratie(work.session, declaratie_id)
    found = await store_prestaties.prestaties(work.session, declaratie_id, zicht_van(caller), na, limit + 1)
    if declaratie is None or not (found or _mag_zien(caller, declaratie)):
        raise not_found("deze declaratie")
    await noteer_clienten(work, found[:limit])
    return page_of([prestatie_view(each) for each in found], limit, key=lambda each: cursor_van(each.volgnummer))


def _mag_zien(caller: Caller, declaratie: Declaratie) -> bool:
    return caller.may_see(declaratie.gemeente, declaratie.agb)


def prestatie_view(row: Prestatie) -> PrestatieView:
    """A judged line as it goes out."""
    fields = {name: getattr(row, name) for name in PrestatieView.model_fields if name != "redenen"}
    return PrestatieView(**fields, redenen=[_reden(nummer) for nummer in row.codes])


def _reden(nummer: str) -> AfwijzingsredenView:
    regel = wetten.REGELS[nummer]
    return AfwijzingsredenView(
        regel=nummer, retourcode=regel.retourcode or "", tekst=regel.tekst, advies=ADVIES[nummer]
    )
