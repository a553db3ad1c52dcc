"""Queries on who leaves an institution (M17, M125)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toegang.domain.route import Meldingstatus
from toegang.tables import Melding, Ontslag, Voorziening


async def ontslag(session: AsyncSession, melding_id: str) -> Ontslag | None:
    """Of a case."""
    return await session.get(Ontslag, melding_id)


async def ontslagen(
    session: AsyncSession,
    gemeenten: Collection[str],
    *,
    zonder_regisseur: bool,
    na: tuple[date, str] | None,
    limit: int,
) -> Sequence[Ontslag]:
    """Of cases that are not closed, in these municipalities, by the day of leaving."""
    query = select(Ontslag).join(Melding, Melding.id == Ontslag.melding_id)
    query = query.where(of_gemeenten(Ontslag.gemeente, gemeenten), Melding.status != Meldingstatus.GESLOTEN)
    if zonder_regisseur:
        query = query.where(Ontslag.regisseur_betrokken_op.is_(None))
    if na is not None:
        query = query.where(tuple_(Ontslag.ontslag_op, Ontslag.melding_id) > na)
    query = query.order_by(Ontslag.ontslag_op, Ontslag.melding_id).limit(limit)
    return (await session.execute(query)).scalars().all()


async def voorziening(session: AsyncSession, voorziening_id: str) -> Voorziening | None:
    """A general provision, also one that lapsed."""
    return await session.get(Voorziening, voorziening_id)
