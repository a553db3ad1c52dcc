"""What people recorded: surveys, planning signals, risks, complaints, and the steps with providers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from monitoring.domain.maanden import volgende_maand
from monitoring.domain.registers import Aantekeningsoort
from monitoring.domain.selectie import Selectie
from monitoring.tables import Aantekening, Base, Klacht, Klachtstap, Maatregel

Rij = TypeVar("Rij", bound=Base)


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()


def _binnen(
    selectie: Selectie, table: type[Aantekening] | type[Klacht], dag: InstrumentedAttribute[date]
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if selectie.gemeenten is not None:
        conditions.append(table.gemeente.in_(selectie.gemeenten))
    if selectie.aanbieders is not None:
        conditions.append(table.agb.in_(selectie.aanbieders))
    if selectie.van is not None:
        conditions.append(dag >= selectie.van)
    if selectie.tot is not None:
        conditions.append(dag < volgende_maand(selectie.tot))
    return conditions


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
        .where(table.soort == soort, *_binnen(selectie, table, table.op))
        .group_by(table.agb, table.kenmerk)
        .order_by(table.agb, table.kenmerk)
    )
    return [Telling(agb, kenmerk, aantal, int(som or 0)) for agb, kenmerk, aantal, som in await session.execute(query)]


async def open_risicos(session: AsyncSession, selectie: Selectie) -> list[Aantekening]:
    """Risks that are not closed, the heaviest first; when they were recorded plays no part."""
    table = Aantekening
    overal = selectie.altijd()
    query = select(table).where(
        table.soort == Aantekeningsoort.RISICO, table.gesloten_op.is_(None), *_binnen(overal, table, table.op)
    )
    return list((await session.execute(query.order_by(table.waarde.desc(), table.op, table.id))).scalars())


async def aantekening(session: AsyncSession, soort: Aantekeningsoort, key: str) -> Aantekening | None:
    """A note of this kind."""
    query = select(Aantekening).where(Aantekening.soort == soort, Aantekening.id == key).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()


async def aantekeningen(
    session: AsyncSession, selectie: Selectie, soort: Aantekeningsoort, na: tuple[date, str] | None, aantal: int
) -> list[Aantekening]:
    """The next notes of a kind, oldest first."""
    table = Aantekening
    query = select(table).where(table.soort == soort, *_binnen(selectie, table, table.op))
    if na is not None:
        query = query.where(tuple_(table.op, table.id) > na)
    return list((await session.execute(query.order_by(table.op, table.id).limit(aantal))).scalars())


async def klacht(session: AsyncSession, key: str) -> Klacht | None:
    """A complaint; who changes it has it alone until the commit."""
    query = select(Klacht).where(Klacht.id == key).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()


async def klachtstappen(session: AsyncSession, key: str) -> list[Klachtstap]:
    """The steps of a complaint in order."""
    query = select(Klachtstap).where(Klachtstap.klacht_id == key).order_by(Klachtstap.volgnummer)
    return list((await session.execute(query)).scalars())


async def klachten(session: AsyncSession, selectie: Selectie, na: tuple[date, str] | None, aantal: int) -> list[Klacht]:
    """The next complaints, oldest first."""
    query = select(Klacht).where(*_binnen(selectie, Klacht, Klacht.ontvangen_op))
    if na is not None:
        query = query.where(tuple_(Klacht.ontvangen_op, Klacht.id) > na)
    return list((await session.execute(query.order_by(Klacht.ontvangen_op, Klacht.id).limit(aantal))).scalars())


async def klachten_per(session: AsyncSession, selectie: Selectie) -> list[tuple[str, str, str, int]]:
    """Complaints by provider, subject and step."""
    table = Klacht
    query = (
        select(table.agb, table.onderwerp, table.stap, func.count())
        .where(*_binnen(selectie, table, table.ontvangen_op))
        .group_by(table.agb, table.onderwerp, table.stap)
        .order_by(table.agb, table.onderwerp, table.stap)
    )
    return [(agb, onderwerp, stap, aantal) for agb, onderwerp, stap, aantal in await session.execute(query)]


async def maatregelen(session: AsyncSession, aanbieders: Collection[str] | None = None) -> Sequence[Maatregel]:
    """The steps with some providers or with all, in the order in which they were set."""
    query = select(Maatregel).order_by(Maatregel.agb, Maatregel.inkoopmodel, Maatregel.volgnummer)
    if aanbieders is not None:
        query = query.where(Maatregel.agb.in_(aanbieders))
    return (await session.execute(query)).scalars().all()
