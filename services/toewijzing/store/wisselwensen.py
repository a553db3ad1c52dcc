"""The queries on wishes for another professional (M54)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toewijzing.tables import Toewijzing, Wisselwens

ONBEANTWOORD = Wisselwens.beantwoord_op.is_(None)


async def wisselwens(session: AsyncSession, wens_id: str) -> Wisselwens | None:
    """One wish, to answer it."""
    return await session.get(Wisselwens, wens_id, with_for_update=True)


async def wisselwensen(
    session: AsyncSession,
    agb: str | None,
    gemeenten: Collection[str],
    *,
    beantwoord: bool | None,
    after: str | None,
    limit: int,
) -> Sequence[Wisselwens]:
    """Of a provider, or else of these municipalities, in order of time; `beantwoord` None is both."""
    wie = Wisselwens.agb == agb if agb is not None else of_gemeenten(Wisselwens.gemeente, gemeenten)
    query = select(Wisselwens).where(wie).order_by(Wisselwens.id).limit(limit)
    if beantwoord is not None:
        query = query.where(~ONBEANTWOORD if beantwoord else ONBEANTWOORD)
    if after is not None:
        query = query.where(Wisselwens.id > after)
    return (await session.execute(query)).scalars().all()


async def gevraagd_op(session: AsyncSession, toewijzing_ids: Collection[str]) -> Mapping[str, date]:
    """Since which day the provider of these assignments has such a wish to answer."""
    query = select(Wisselwens.toewijzing_id, Wisselwens.gevraagd_op).where(
        Wisselwens.toewijzing_id.in_(toewijzing_ids), ONBEANTWOORD
    )
    return {toewijzing_id: dag for toewijzing_id, dag in await session.execute(query)}  # noqa: C416


async def verhuis(session: AsyncSession, van: str, naar: str) -> None:
    """Wishes that the provider of an assignment has to answer hang on the one that came in its place."""
    await session.execute(
        update(Wisselwens).where(Wisselwens.toewijzing_id == van, ONBEANTWOORD).values(toewijzing_id=naar)
    )


def staat_open() -> ColumnElement[bool]:
    """The provider that has the assignment has such a wish to answer."""
    return select(Wisselwens.id).where(Wisselwens.toewijzing_id == Toewijzing.id, ONBEANTWOORD).exists()
