"""The queries on who delivers for the provider that has an assignment."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from toewijzing.tables import Contract, Onderaannemer, Toewijzing


async def partners_van(session: AsyncSession, agb: str, gemeente: str) -> set[str]:
    """The other members or subcontractors in the contracts of a provider for a municipality."""
    query = select(Contract.gemeenten, Contract.partners).where(Contract.agb == agb)
    return {each for row in await session.execute(query) if gemeente in row.gemeenten for each in row.partners}


async def onderaannemers(session: AsyncSession, toewijzing_id: str) -> list[str]:
    """The AGB codes of who delivers an assignment for its provider, in order."""
    query = select(Onderaannemer.agb).where(Onderaannemer.toewijzing_id == toewijzing_id)
    return list((await session.execute(query.order_by(Onderaannemer.agb))).scalars())


async def zet_onderaannemers(session: AsyncSession, toewijzing_id: str, agbs: Collection[str]) -> None:
    """These, in place of who was there."""
    await session.execute(delete(Onderaannemer).where(Onderaannemer.toewijzing_id == toewijzing_id))
    session.add_all(Onderaannemer(toewijzing_id=toewijzing_id, agb=agb) for agb in sorted(agbs))
    await session.flush()


def levert_mee(agb: str | None) -> ColumnElement[bool]:
    """The assignments that a provider delivers for another."""
    return Toewijzing.id.in_(select(Onderaannemer.toewijzing_id).where(Onderaannemer.agb == agb))
