"""Queries on general provisions and signals (M112)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toegang.tables import Signaal, Voorziening


async def voorzieningen(session: AsyncSession, gemeente: str, *, ook_vervallen: bool = False) -> Sequence[Voorziening]:
    """The register of a municipality by name."""
    query = select(Voorziening).where(Voorziening.gemeente == gemeente).order_by(Voorziening.naam)
    if not ook_vervallen:
        query = query.where(Voorziening.vervallen_op.is_(None))
    return (await session.execute(query)).scalars().all()


async def aanbod(
    session: AsyncSession, gemeente: str, onderwerp: str | None, after: str | None, limit: int
) -> Sequence[Voorziening]:
    """What stands in the register of a municipality, on one subject or on all, by name from after `after`."""
    query = select(Voorziening).where(Voorziening.gemeente == gemeente, Voorziening.vervallen_op.is_(None))
    if onderwerp is not None:
        query = query.where(Voorziening.onderwerp == onderwerp)
    if after is not None:
        query = query.where(Voorziening.naam > after)
    return (await session.execute(query.order_by(Voorziening.naam).limit(limit))).scalars().all()


async def signaal(session: AsyncSession, signaal_id: str) -> Signaal | None:
    """One signal."""
    return await session.get(Signaal, signaal_id)


async def signalen(
    session: AsyncSession, gemeenten: Collection[str], after: str | None, limit: int
) -> Sequence[Signaal]:
    """Signals of these municipalities in order of id, from after `after`."""
    query = select(Signaal).order_by(Signaal.id).limit(limit)
    query = query.where(of_gemeenten(Signaal.gemeente, gemeenten))
    if after is not None:
        query = query.where(Signaal.id > after)
    return (await session.execute(query)).scalars().all()


async def telling(session: AsyncSession, gemeente: str, vanaf: date, tot: date) -> Sequence[tuple[str, str, int]]:
    """How often each subject was missed, by wijk, from `vanaf` up to and including `tot`; the most often first."""
    aantal = func.count()
    query = (
        select(Signaal.onderwerp, Signaal.wijk, aantal)
        .where(Signaal.gemeente == gemeente, Signaal.op.between(vanaf, tot))
        .group_by(Signaal.onderwerp, Signaal.wijk)
        .order_by(aantal.desc(), Signaal.onderwerp, Signaal.wijk)
    )
    return [(onderwerp, wijk, int(found)) for onderwerp, wijk, found in (await session.execute(query)).all()]
