"""Queries on experts who were asked (M126)."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toegang.tables import Raadpleging


async def raadpleging(session: AsyncSession, raadpleging_id: str) -> Raadpleging | None:
    """One time that an expert was asked."""
    return await session.get(Raadpleging, raadpleging_id)


async def raadplegingen(
    session: AsyncSession, gemeenten: Collection[str], melding_id: str | None, after: str | None, limit: int
) -> Sequence[Raadpleging]:
    """In these municipalities, of one case or of all and of groups, in the order in which they were recorded."""
    query = select(Raadpleging).where(of_gemeenten(Raadpleging.gemeente, gemeenten))
    if melding_id is not None:
        query = query.where(Raadpleging.melding_id == melding_id)
    if after is not None:
        query = query.where(Raadpleging.id > after)
    return (await session.execute(query.order_by(Raadpleging.id).limit(limit))).scalars().all()
