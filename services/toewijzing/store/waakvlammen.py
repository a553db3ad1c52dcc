"""The queries on light contacts after an assignment ended (M69)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toewijzing.tables import Toewijzing, Waakvlam, Waakvlamcontact

AANBIEDER = "aanbieder"
"""Who keeps the contact when it is the provider that had the assignment."""
Opencontact = tuple[Waakvlamcontact, Waakvlam, Toewijzing]


async def waakvlam(session: AsyncSession, toewijzing_id: str) -> Waakvlam | None:
    """The light contact after this assignment."""
    return await session.get(Waakvlam, toewijzing_id)


async def waakvlammen(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Waakvlam]:
    """The light contacts after these assignments."""
    query = select(Waakvlam).where(Waakvlam.toewijzing_id.in_(toewijzing_ids))
    return (await session.execute(query.order_by(Waakvlam.vanaf, Waakvlam.toewijzing_id))).scalars().all()


async def contacten(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Waakvlamcontact]:
    """The days on which contact is or was due after these assignments, in order of time."""
    query = select(Waakvlamcontact).where(Waakvlamcontact.toewijzing_id.in_(toewijzing_ids))
    return (await session.execute(query.order_by(Waakvlamcontact.dag))).scalars().all()


async def wis_open_contacten(session: AsyncSession, toewijzing_id: str) -> None:
    """Forget the days on which there was no contact yet."""
    query = delete(Waakvlamcontact).where(
        Waakvlamcontact.toewijzing_id == toewijzing_id, Waakvlamcontact.gehad_op.is_(None)
    )
    await session.execute(query)


async def open_contacten(
    session: AsyncSession,
    agb: str | None,
    gemeenten: Collection[str],
    *,
    uiterlijk: date | None,
    after: tuple[date, str] | None,
    limit: int,
) -> Sequence[Opencontact]:
    """Who must be contacted, by day: by this provider, or else in these municipalities, whoever keeps the contact."""
    van_aanbieder = (Toewijzing.agb == agb) & (Waakvlam.door == AANBIEDER)
    query = (
        select(Waakvlamcontact, Waakvlam, Toewijzing)
        .join(Waakvlam, Waakvlam.toewijzing_id == Waakvlamcontact.toewijzing_id)
        .join(Toewijzing, Toewijzing.id == Waakvlamcontact.toewijzing_id)
        .where(Waakvlamcontact.gehad_op.is_(None))
        .where(van_aanbieder if agb is not None else of_gemeenten(Toewijzing.gemeente, gemeenten))
        .order_by(Waakvlamcontact.dag, Waakvlamcontact.toewijzing_id)
        .limit(limit)
    )
    if uiterlijk is not None:
        query = query.where(Waakvlamcontact.dag <= uiterlijk)
    if after is not None:
        dag, toewijzing_id = after
        later = (Waakvlamcontact.dag == dag) & (Waakvlamcontact.toewijzing_id > toewijzing_id)
        query = query.where(or_(Waakvlamcontact.dag > dag, later))
    return [(contact, waakvlam, van) for contact, waakvlam, van in await session.execute(query)]
