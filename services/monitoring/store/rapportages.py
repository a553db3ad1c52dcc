"""The queries on rapportages."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from monitoring.domain.rapportages import IN_TE_VULLEN, Rapportagestatus
from monitoring.tables import Rapportage, Rapportagestap

OPEN = Rapportage.status.in_(IN_TE_VULLEN)


async def gevraagd(session: AsyncSession, inkoopmodel: str) -> set[tuple[str, str, str]]:
    """Form, period and provider of what was asked in a region."""
    query = select(Rapportage.uitvraag, Rapportage.verslagperiode, Rapportage.agb).where(
        Rapportage.inkoopmodel == inkoopmodel
    )
    return {(uitvraag, periode, agb) for uitvraag, periode, agb in await session.execute(query)}


async def bijna_of_te_laat(session: AsyncSession, voor: date) -> Sequence[Rapportage]:
    """What is not handed in, of which the last day is this day or before it."""
    query = select(Rapportage).where(OPEN, Rapportage.uiterlijk <= voor).order_by(Rapportage.uiterlijk, Rapportage.id)
    return (await session.execute(query)).scalars().all()


async def rapportage(session: AsyncSession, key: str) -> Rapportage | None:
    """A rapportage; who changes it has it alone until the commit."""
    query = select(Rapportage).where(Rapportage.id == key).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()


async def rapportages(
    session: AsyncSession,
    zichtbaar: ColumnElement[bool],
    *,
    aanbieder: str | None,
    status: Rapportagestatus | None,
    te_laat_op: date | None,
    na: tuple[date, str] | None,
    aantal: int,
) -> Sequence[Rapportage]:
    """The next ones that somebody may see, by their last day; with `te_laat_op` what was not in by then."""
    query = select(Rapportage).where(zichtbaar)
    if aanbieder is not None:
        query = query.where(Rapportage.agb == aanbieder)
    if status is not None:
        query = query.where(Rapportage.status == status)
    if te_laat_op is not None:
        query = query.where(OPEN, Rapportage.uiterlijk < te_laat_op)
    if na is not None:
        query = query.where(tuple_(Rapportage.uiterlijk, Rapportage.id) > na)
    return (await session.execute(query.order_by(Rapportage.uiterlijk, Rapportage.id).limit(aantal))).scalars().all()


def van(agb: str | None, inkoopmodellen: Collection[str]) -> ColumnElement[bool]:
    """What is of a provider; for who is none, what is of these inkoopmodellen."""
    return Rapportage.agb == agb if agb is not None else Rapportage.inkoopmodel.in_(inkoopmodellen)


async def alle(
    session: AsyncSession, inkoopmodellen: Collection[str], aanbieders: Collection[str] | None
) -> Sequence[Rapportage]:
    """Of some regions, and of some providers or all: by their last day."""
    query = (
        select(Rapportage)
        .where(Rapportage.inkoopmodel.in_(inkoopmodellen))
        .order_by(Rapportage.uiterlijk, Rapportage.id)
    )
    if aanbieders is not None:
        query = query.where(Rapportage.agb.in_(aanbieders))
    return (await session.execute(query)).scalars().all()


async def stappen(session: AsyncSession, key: str) -> Sequence[Rapportagestap]:
    """What happened with a rapportage, in order."""
    query = select(Rapportagestap).where(Rapportagestap.rapportage_id == key).order_by(Rapportagestap.volgnummer)
    return (await session.execute(query)).scalars().all()


async def volgnummer(session: AsyncSession, key: str) -> int:
    """The number of the next step."""
    query = select(func.count()).select_from(Rapportagestap).where(Rapportagestap.rapportage_id == key)
    return (await session.execute(query)).scalar_one() + 1
