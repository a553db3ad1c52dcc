"""Judged lines added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    case,
    func,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.store.prestaties import BEDRAG, MAAND, Prestatieselectie, gevraagd
from declaratie.tables import Declaratie, Prestatie

PER: Mapping[str, ColumnElement[str] | ColumnElement[int]] = {
    "budgethouder": Prestatie.budgethouder.expression,
    "gemeente": Prestatie.gemeente.expression,
    "aanbieder": Prestatie.agb.expression,
    "product": Prestatie.code.expression,
    "maand": MAAND,
}
"""What totals can be grouped by."""


@dataclass(frozen=True)
class Totaal:
    """Lines and eurocents (credit negative) of one group; `sleutel` has the values that it is grouped by, in order."""

    sleutel: tuple[str | int, ...]
    prestaties_ingediend: int
    prestaties_toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int


async def totalen(
    session: AsyncSession, vraag: Prestatieselectie, per: Sequence[str], na: Sequence[str | int] | None, limit: int
) -> list[Totaal]:
    """Judged lines summed per group of `per` (keys of PER), in order of the group, from after group `na`."""
    groep = [PER[naam] for naam in per]
    toegekend = case((Prestatie.is_toegekend, 1), else_=0)
    query = (
        select(
            *groep,
            func.count(),
            func.coalesce(func.sum(toegekend), 0),
            func.coalesce(func.sum(BEDRAG), 0),
            func.coalesce(func.sum(BEDRAG * toegekend), 0),
        )
        .select_from(Prestatie)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*gevraagd(vraag))
        .group_by(*groep)
        .order_by(*groep)
        .limit(limit)
    )
    if na is not None:
        query = query.where(tuple_(*groep) > tuple(na))
    found = []
    for row in await session.execute(query):
        *sleutel, ingediend, prestaties_toegekend, bedrag, bedrag_toegekend = row
        found.append(Totaal(tuple(sleutel), ingediend, int(prestaties_toegekend), int(bedrag), int(bedrag_toegekend)))
    return found
