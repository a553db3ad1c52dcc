"""What people recorded: surveys, planning signals, and the steps with providers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from monitoring.domain.registers import Aantekeningsoort
from monitoring.domain.selectie import Selectie
from monitoring.store.selectie import opgetekend
from monitoring.tables import Aantekening, Base, Maatregel


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()


@dataclass(frozen=True)
class Telling:
    """Notes of a kind added up: how many, and the sum of their values."""

    agb: str
    kenmerk: str
    aantal: int
    som: int


async def tellingen(session: AsyncSession, selectie: Selectie, soort: Aantekeningsoort) -> list[Telling]:
    """Notes of a kind by provider and kenmerk."""
    table = Aantekening
    query = (
        select(table.agb, table.kenmerk, func.count(), func.coalesce(func.sum(table.waarde), 0))
        .where(table.soort == soort, *opgetekend(selectie, Aantekening))
        .group_by(table.agb, table.kenmerk)
        .order_by(table.agb, table.kenmerk)
    )
    return [Telling(agb, kenmerk, aantal, int(som or 0)) for agb, kenmerk, aantal, som in await session.execute(query)]


async def bekende_antwoorden(session: AsyncSession, gemeenten: Collection[str]) -> set[tuple[str, str]]:
    """Municipality and mark of every answer of a survey that came in a file."""
    table = Aantekening
    query = select(table.gemeente, table.antwoord).where(table.gemeente.in_(gemeenten), table.antwoord.is_not(None))
    return {(gemeente, antwoord or "") for gemeente, antwoord in await session.execute(query)}


async def maatregel(session: AsyncSession, key: str) -> Maatregel | None:
    """A step with a provider; who changes it has it alone until the commit."""
    query = select(Maatregel).where(Maatregel.id == key).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()


async def maatregelen(session: AsyncSession, aanbieders: Collection[str] | None = None) -> Sequence[Maatregel]:
    """The steps with some providers or with all, in the order in which they were set."""
    query = select(Maatregel).order_by(Maatregel.agb, Maatregel.inkoopmodel, Maatregel.volgnummer)
    if aanbieders is not None:
        query = query.where(Maatregel.agb.in_(aanbieders))
    return (await session.execute(query)).scalars().all()
