"""What was spent of budgets, and what was told of that."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import upsert
from declaratie.domain.budget import Uitgave
from declaratie.tables import (
    BudgetMelding,
    Declaratie,
)
from declaratie.tables import Uitgave as UitgaveRij

Drempel = tuple[str, int]
"""The name of a budget, and a percentage of it."""


async def add_uitgaven(session: AsyncSession, van: Iterable[tuple[Declaratie, Iterable[Uitgave]]]) -> None:
    """Write what declarations take from budgets."""
    rows = [
        {
            "declaratie_id": declaratie.id,
            "code": each.code,
            "jaar": each.jaar,
            "betaler": each.betaler,
            "gemeente": declaratie.gemeente,
            "bedrag": each.bedrag,
        }
        for declaratie, uitgaven in van
        for each in uitgaven
    ]
    if rows:
        await session.execute(insert(UitgaveRij), rows)


async def uitgaven(session: AsyncSession, gemeenten: Collection[str], jaren: Collection[int]) -> list[Uitgave]:
    """What was spent for clients of these municipalities in these years."""
    query = (
        select(UitgaveRij.code, UitgaveRij.jaar, UitgaveRij.betaler, func.sum(UitgaveRij.bedrag))
        .where(UitgaveRij.gemeente.in_(gemeenten), UitgaveRij.jaar.in_(jaren))
        .group_by(UitgaveRij.code, UitgaveRij.jaar, UitgaveRij.betaler)
    )
    return [Uitgave(code, jaar, betaler, int(bedrag)) for code, jaar, betaler, bedrag in await session.execute(query)]


async def meld_drempels(session: AsyncSession, bereikt: Mapping[Drempel, int], op: datetime) -> set[Drempel]:
    """Note that thresholds were reached, with what was spent by then in eurocents; those that were not noted before."""
    if not bereikt:
        return set()
    rows = [{"budget": naam, "drempel": each, "bedrag": bedrag, "op": op} for (naam, each), bedrag in bereikt.items()]
    row = upsert(session, BudgetMelding).values(rows).on_conflict_do_nothing()
    noted = await session.execute(row.returning(BudgetMelding.budget, BudgetMelding.drempel))
    return {(naam, drempel) for naam, drempel in noted}
