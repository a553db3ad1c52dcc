"""Appointments that nobody came to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from chassis.visible import of_caller
from declaratie.domain.budget import Uitgave
from declaratie.domain.noshow import Noshowstand
from declaratie.store.zicht import Zicht, gelijk_aan
from declaratie.tables import GehoordeToewijzing, Noshow
from istandaard.codes import RedenWijziging

_van_client = aliased(GehoordeToewijzing)
IS_OVERLEDEN = exists().where(
    _van_client.client_id == GehoordeToewijzing.client_id,
    or_(
        _van_client.is_overleden.is_(True),
        _van_client.reden_wijziging == RedenWijziging.OVERLEDEN.value,
    ),
)
"""Whether the client of an assignment died, by what was heard of any of his: help that had ended says nothing of it."""


@dataclass(frozen=True)
class Noshowselectie:
    """Which appointments a list holds, by day from `van` until and with `tot`; None is no limit."""

    zicht: Zicht
    gemeente: str | None = None
    agb: str | None = None
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True)
class Noshowregel:
    """An appointment with its client; who died in the meantime, of whatever help, pays nothing (M135)."""

    noshow: Noshow
    client_id: str
    is_overleden: bool

    @property
    def voor_inwoner(self) -> int:
        """What the municipality bills the resident, in eurocents."""
        geldt = self.noshow.stand is Noshowstand.VASTGESTELD and not self.is_overleden
        return self.noshow.voor_inwoner if geldt else 0


async def noshows(
    session: AsyncSession, selectie: Noshowselectie, after: str | None, limit: int | None
) -> Sequence[Noshowregel]:
    """Appointments in order of id, which is that of reporting. A provider sees its own, a municipality its clients'."""
    zicht = selectie.zicht
    query = (
        select(Noshow, GehoordeToewijzing.client_id, IS_OVERLEDEN)
        .join(GehoordeToewijzing, GehoordeToewijzing.id == Noshow.toewijzing_id)
        .where(of_caller(Noshow.agb, Noshow.gemeente, zicht.agb, zicht.gemeenten))
        .where(*gelijk_aan({Noshow.gemeente: selectie.gemeente, Noshow.agb: selectie.agb}))
        .order_by(Noshow.id)
        .limit(limit)
    )
    if selectie.van is not None:
        query = query.where(Noshow.dag >= selectie.van)
    if selectie.tot is not None:
        query = query.where(Noshow.dag <= selectie.tot)
    if after is not None:
        query = query.where(Noshow.id > after)
    return [Noshowregel(*row) for row in await session.execute(query)]


async def met_client(session: AsyncSession, noshow: Noshow) -> Noshowregel:
    """One appointment with its client."""
    query = select(GehoordeToewijzing.client_id, IS_OVERLEDEN).where(GehoordeToewijzing.id == noshow.toewijzing_id)
    client_id, is_overleden = (await session.execute(query)).one()
    return Noshowregel(noshow, client_id, is_overleden)


async def noshow(session: AsyncSession, noshow_id: str) -> Noshow | None:
    """One of them, held until the transaction ends."""
    return await session.get(Noshow, noshow_id, with_for_update=True)


async def op_dag(session: AsyncSession, toewijzing_id: str, dag: date) -> Noshow | None:
    """What was reported on an assignment for a day."""
    query = select(Noshow).where(Noshow.toewijzing_id == toewijzing_id, Noshow.dag == dag)
    return (await session.execute(query)).scalar_one_or_none()


async def uitgaven(session: AsyncSession, gemeenten: Collection[str], jaren: Collection[int]) -> list[Uitgave]:
    """What is paid for clients of these municipalities in these years, per product and who pays (M73)."""
    jaar = func.extract("year", Noshow.dag)
    groep = (Noshow.code, jaar, Noshow.budgethouder)
    query = (
        select(*groep, func.sum(Noshow.bedrag))
        .where(Noshow.gemeente.in_(gemeenten), jaar.in_(jaren), Noshow.stand == Noshowstand.VASTGESTELD)
        .group_by(*groep)
    )
    return [Uitgave(code, int(jaar), wie, int(bedrag)) for code, jaar, wie, bedrag in await session.execute(query)]
