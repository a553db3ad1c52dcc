"""Judged declarations and their lines."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

import iwmo
from chassis.door import Door, InWork
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import needs
from chassis.tokens import Caller
from chassis.work import Work
from declaratie import store
from declaratie.bodies import DeclaratieView, PrestatieView, RedenView
from declaratie.domain.advies import ADVIES
from declaratie.domain.beleid import m83
from declaratie.tables import Declaratie, Prestatie
from inkoop import model_van

router = APIRouter(prefix="/v1/declaraties", route_class=Door, tags=["Declaraties"])
Lezer = Annotated[Caller, Depends(needs("berichten", "declaratie"))]


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
    selectie = store.Selectie(caller.agb, caller.gemeenten)
    found = await store.declaraties(work.session, selectie, read_cursor(cursor), limit + 1)
    views = [DeclaratieView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.get("/{declaratie_id}")
async def get_declaratie(work: InWork, caller: Lezer, declaratie_id: str) -> DeclaratieView:
    """Eén beoordeelde declaratie."""
    return DeclaratieView.model_validate(await _find(work, caller, declaratie_id), from_attributes=True)


@router.get("/{declaratie_id}/prestaties")
async def get_prestaties(
    work: InWork, caller: Lezer, declaratie_id: str, limit: Limit = 100, na: Annotated[int, Query(ge=0)] = 0
) -> Prestaties:
    """Alle regels van een declaratie: toegekend, of afgewezen met elke reden."""
    declaratie = await _find(work, caller, declaratie_id)
    found = await store.prestaties(work.session, declaratie.id, na, limit + 1)
    items = [prestatie_view(each) for each in found[:limit]]
    return Prestaties(items=items, volgende=items[-1].regel if len(found) > limit else None)


async def _find(work: Work, caller: Caller, declaratie_id: str) -> Declaratie:
    declaratie = await store.declaratie(work.session, declaratie_id)
    if declaratie is None or not caller.may_see(declaratie.gemeente, declaratie.agb):
        raise not_found("deze declaratie")
    return declaratie


def prestatie_view(row: Prestatie) -> PrestatieView:
    """A judged line as it goes out."""
    computed = {"budgethouder", "redenen"}
    fields = {name: getattr(row, name) for name in PrestatieView.model_fields if name not in computed}
    budgethouder = m83(model_van([row.gemeente], row.begindatum), row.code, row.gemeente)
    return PrestatieView(**fields, budgethouder=budgethouder, redenen=[_reden(nummer) for nummer in row.codes])


def _reden(nummer: str) -> RedenView:
    regel = iwmo.REGELS[nummer]
    return RedenView(regel=nummer, retourcode=regel.retourcode or "", tekst=regel.tekst, advies=ADVIES[nummer])
