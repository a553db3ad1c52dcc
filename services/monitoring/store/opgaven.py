"""The queries on opgaven."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from monitoring.domain.opgaven import IN_TE_VULLEN, VOORAF, Opgavestatus
from monitoring.tables import Opgave, Opgavestap

OPEN = Opgave.status.in_(IN_TE_VULLEN)


async def gevraagd(session: AsyncSession, inkoopmodel: str) -> set[tuple[str, str, str]]:
    """Form, period and provider of what was asked in a region."""
    query = select(Opgave.uitvraag, Opgave.verslagperiode, Opgave.agb).where(Opgave.inkoopmodel == inkoopmodel)
    return {(uitvraag, periode, agb) for uitvraag, periode, agb in await session.execute(query)}


async def te_herinneren(session: AsyncSession, vandaag: date) -> Sequence[Opgave]:
    """What is not handed in, and of which a reminder was not told yet."""
    een = (Opgave.herinnerd < 1) & (Opgave.uiterlijk <= vandaag + VOORAF)
    twee = (Opgave.herinnerd < 2) & (Opgave.uiterlijk <= vandaag - timedelta(days=1))
    query = select(Opgave).where(OPEN, or_(een, twee)).order_by(Opgave.uiterlijk, Opgave.id)
    return (await session.execute(query)).scalars().all()


async def opgave(session: AsyncSession, key: str) -> Opgave | None:
    """An opgave; who changes it has it alone until the commit."""
    query = select(Opgave).where(Opgave.id == key).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()


async def opgaven(
    session: AsyncSession,
    zichtbaar: ColumnElement[bool],
    *,
    aanbieder: str | None,
    status: Opgavestatus | None,
    te_laat_op: date | None,
    na: tuple[date, str] | None,
    aantal: int,
) -> Sequence[Opgave]:
    """The next ones that somebody may see, by their last day; with `te_laat_op` what was not in by then."""
    query = select(Opgave).where(zichtbaar)
    if aanbieder is not None:
        query = query.where(Opgave.agb == aanbieder)
    if status is not None:
        query = query.where(Opgave.status == status)
    if te_laat_op is not None:
        query = query.where(OPEN, Opgave.uiterlijk < te_laat_op)
    if na is not None:
        query = query.where(tuple_(Opgave.uiterlijk, Opgave.id) > na)
    return (await session.execute(query.order_by(Opgave.uiterlijk, Opgave.id).limit(aantal))).scalars().all()


def van(agb: str | None, inkoopmodellen: Collection[str]) -> ColumnElement[bool]:
    """What is of a provider; for who is none, what is of these inkoopmodellen."""
    return Opgave.agb == agb if agb is not None else Opgave.inkoopmodel.in_(inkoopmodellen)


async def alle(
    session: AsyncSession, inkoopmodellen: Collection[str], aanbieders: Collection[str] | None
) -> Sequence[Opgave]:
    """Of some regions, and of some providers or all: by their last day."""
    query = select(Opgave).where(Opgave.inkoopmodel.in_(inkoopmodellen)).order_by(Opgave.uiterlijk, Opgave.id)
    if aanbieders is not None:
        query = query.where(Opgave.agb.in_(aanbieders))
    return (await session.execute(query)).scalars().all()


async def stappen(session: AsyncSession, key: str) -> Sequence[Opgavestap]:
    """What happened with an opgave, in order."""
    query = select(Opgavestap).where(Opgavestap.opgave_id == key).order_by(Opgavestap.volgnummer)
    return (await session.execute(query)).scalars().all()


async def volgnummer(session: AsyncSession, key: str) -> int:
    """The number of the next step."""
    query = select(func.count()).select_from(Opgavestap).where(Opgavestap.opgave_id == key)
    return (await session.execute(query)).scalar_one() + 1
