"""Queries on the consent of clients for a supporter (Wmo 2.2.4)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toegang.store.slot import lees
from toegang.tables import Toestemming


async def toestemming(session: AsyncSession, toestemming_id: str, *, lock: bool = False) -> Toestemming | None:
    """One consent; with `lock` to change it."""
    return await lees(session, Toestemming, toestemming_id, lock=lock)


async def van_client(session: AsyncSession, client_id: str, after: str | None, limit: int) -> Sequence[Toestemming]:
    """Every consent that a client gave, also what is over, in order."""
    query = select(Toestemming).where(Toestemming.client_id == client_id)
    if after is not None:
        query = query.where(Toestemming.id > after)
    return (await session.execute(query.order_by(Toestemming.id).limit(limit))).scalars().all()


async def geldig_voor(
    session: AsyncSession, ondersteuner: str, gemeenten: Collection[str], op: date, after: str | None, limit: int
) -> Sequence[Toestemming]:
    """What clients of these municipalities gave a supporter and holds on a day, in order."""
    table = Toestemming
    query = select(table).where(
        table.ondersteuner == ondersteuner,
        of_gemeenten(table.gemeente, gemeenten),
        table.tot >= op,
        table.ingetrokken_op.is_(None),
    )
    if after is not None:
        query = query.where(table.id > after)
    return (await session.execute(query.order_by(table.id).limit(limit))).scalars().all()
