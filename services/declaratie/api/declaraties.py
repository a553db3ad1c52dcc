"""Judged declarations and their lines."""

from typing import Annotated

from fastapi import APIRouter, Query

import iwmo
from chassis.door import Door, InWork
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.tokens import Caller
from declaratie import store
from declaratie.api.vragen import Lezer, zicht_van
from declaratie.bodies import DeclaratieView, PrestatieView, RedenView
from declaratie.domain.advies import ADVIES
from declaratie.tables import Declaratie, Prestatie

router = APIRouter(prefix="/v1/declaraties", route_class=Door, tags=["Declaraties"])


class Prestaties(ApiModel):
    """Judged lines in the order of the message."""

    items: list[PrestatieView]
    volgende: int | None
    """Give this as `na` for the next lines; null at the end."""


@router.get("")
async def get_declaraties(
    work: InWork, caller: Lezer, limit: Limit = 50, cursor: Cursor = None
) -> Page[DeclaratieView]:
    """De beoordeelde declaraties van uw gemeenten, of die van u als aanbieder."""
    found = await store.declaraties(work.session, zicht_van(caller), read_cursor(cursor), limit + 1)
    views = [DeclaratieView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.get("/{declaratie_id}")
async def get_declaratie(work: InWork, caller: Lezer, declaratie_id: str) -> DeclaratieView:
    """Eén beoordeelde declaratie."""
    declaratie = await store.declaratie(work.session, declaratie_id)
    if declaratie is None or not _mag_zien(caller, declaratie):
        raise not_found("deze declaratie")
    return DeclaratieView.model_validate(declaratie, from_attributes=True)


@router.get("/{declaratie_id}/prestaties")
async def get_prestaties(
    work: InWork, caller: Lezer, declaratie_id: str, limit: Limit = 100, na: Annotated[int, Query(ge=0)] = 0
) -> Prestaties:
    """Alle regels van een declaratie: toegekend, of afgewezen met elke reden.

    Wie alleen een deel betaalt, ziet alleen die regels.
    """
    declaratie = await store.declaratie(work.session, declaratie_id)
    found = await store.prestaties(work.session, declaratie_id, zicht_van(caller), na, limit + 1)
    if declaratie is None or not (found or _mag_zien(caller, declaratie)):
        raise not_found("deze declaratie")
    items = [prestatie_view(each) for each in found[:limit]]
    return Prestaties(items=items, volgende=items[-1].regel if len(found) > limit else None)


def _mag_zien(caller: Caller, declaratie: Declaratie) -> bool:
    return caller.may_see(declaratie.gemeente, declaratie.agb)


def prestatie_view(row: Prestatie) -> PrestatieView:
    """A judged line as it goes out."""
    fields = {name: getattr(row, name) for name in PrestatieView.model_fields if name != "redenen"}
    return PrestatieView(**fields, redenen=[_reden(nummer) for nummer in row.codes])


def _reden(nummer: str) -> RedenView:
    regel = iwmo.REGELS[nummer]
    return RedenView(regel=nummer, retourcode=regel.retourcode or "", tekst=regel.tekst, advies=ADVIES[nummer])
