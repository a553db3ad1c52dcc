"""Every query of declaratie, one module per subject."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import upsert
from declaratie.tables import Aanbieder
from declaratie.tables.base import Base


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()


async def lock_aanbieder(session: AsyncSession, agb: str) -> None:
    """Judge one message of a provider at a time: what two messages grant together stays under every ceiling."""
    lock = select(Aanbieder.agb).where(Aanbieder.agb == agb).with_for_update()
    if (await session.execute(lock)).first() is None:
        await session.execute(upsert(session, Aanbieder).values(agb=agb).on_conflict_do_nothing())
        await session.execute(lock)
