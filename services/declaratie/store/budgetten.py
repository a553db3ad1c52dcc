"""What was spent of budgets, and what was told of that."""

from collections.abc import Collection, Iterable
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


async def add_uitgaven(session: AsyncSession, declaratie: Declaratie, uitgaven: Iterable[Uitgave]) -> None:
    """Write what a declaration takes from budgets."""
    rows = [
        {
            "declaratie_id": declaratie.id,
            "code": each.code,
            "jaar": each.jaar,
            "betaler": each.betaler,
            "gemeente": declaratie.gemeente,
            "bedrag": each.bedrag,
        }
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


async def meld_drempel(session: AsyncSession, budget: str, drempel: int, bedrag: int, op: datetime) -> bool:
    """Note that a threshold was reached; False when that was noted before."""
    row = upsert(session, BudgetMelding).values(budget=budget, drempel=drempel, bedrag=bedrag, op=op)
    noted = await session.execute(row.on_conflict_do_nothing().returning(BudgetMelding.budget))
    return noted.first() is not None
