"""Every query of declaratie, one module per subject."""

from collections.abc import Collection
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import upsert
from declaratie.tables import Aanbieder
from declaratie.tables.base import Base


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for _, van_tabel in groupby(rows, type):
        session.add_all(van_tabel)
        await session.flush()


async def lock_aanbieders(session: AsyncSession, agbs: Collection[str]) -> None:
    """Judge one message of a provider at a time: what two messages grant together stays under every ceiling.

    In one order, so that two units of work never wait for each other.
    """
    lock = select(Aanbieder.agb).where(Aanbieder.agb.in_(sorted(agbs))).order_by(Aanbieder.agb).with_for_update()
    nieuw = set(agbs) - set((await session.execute(lock)).scalars())
    if nieuw:
        rows = [{"agb": agb} for agb in sorted(nieuw)]
        await session.execute(upsert(session, Aanbieder).on_conflict_do_nothing(), rows)
        await session.execute(lock)
