"""Queries on the clocks of the law."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toegang.domain.termijn import BIJNA, Stand
from toegang.store.slot import lees
from toegang.tables import Melding, Opschorting, Termijn

STIL = date.max
"""In the place of the last day of a clock that stands still: they come after all others."""


async def termijn(session: AsyncSession, termijn_id: str, *, lock: bool = False) -> Termijn | None:
    """One clock; with `lock` to change it."""
    return await lees(session, Termijn, termijn_id, lock=lock)


async def open_termijnen(session: AsyncSession, *onderwerpen: str) -> Sequence[Termijn]:
    """The clocks that still run or stand still for these meldingen and bezwaren."""
    query = select(Termijn).where(Termijn.onderwerp.in_(onderwerpen), Termijn.gestopt_op.is_(None))
    return (await session.execute(query)).scalars().all()


async def opschortingen(session: AsyncSession, termijn_ids: Iterable[str]) -> Sequence[Opschorting]:
    """The pauses of these clocks, in order of time."""
    query = select(Opschorting).where(Opschorting.termijn_id.in_(list(termijn_ids)))
    return (await session.execute(query.order_by(Opschorting.termijn_id, Opschorting.vanaf))).scalars().all()


async def termijnen_of_melding(session: AsyncSession, melding_id: str) -> Sequence[Termijn]:
    """All clocks of a case, oldest first."""
    query = select(Termijn).where(Termijn.melding_id == melding_id).order_by(Termijn.id)
    return (await session.execute(query)).scalars().all()


async def termijnen(
    session: AsyncSession,
    gemeenten: Collection[str],
    stand: Stand | None,
    vandaag: date,
    after: tuple[date, str] | None,
    limit: int,
) -> list[tuple[Termijn, str]]:
    """The open clocks of these municipalities with this stand, each with the zaaknummer of its case.

    In order of their last day and id, from after `after`; what stands still comes last.
    """
    query = select(Termijn, Melding.zaaknummer).join(Melding, Melding.id == Termijn.melding_id).limit(limit)
    query = query.where(of_gemeenten(Termijn.gemeente, gemeenten), Termijn.gestopt_op.is_(None))
    laatste = func.coalesce(Termijn.uiterlijk, STIL)
    query = query.order_by(laatste, Termijn.id)
    if after is not None:
        query = query.where(tuple_(laatste, Termijn.id) > after)
    if stand == Stand.OPGESCHORT:
        query = query.where(Termijn.uiterlijk.is_(None))
    elif stand == Stand.TE_LAAT:
        query = query.where(Termijn.uiterlijk < vandaag)
    elif stand == Stand.BIJNA:
        query = query.where(Termijn.uiterlijk.between(vandaag, vandaag + BIJNA))
    elif stand == Stand.LOOPT:
        query = query.where(Termijn.uiterlijk > vandaag + BIJNA)
    return [(each, zaaknummer) for each, zaaknummer in await session.execute(query)]
