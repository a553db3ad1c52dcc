"""Every query of toewijzing: on assignments here, on each other subject in a module of its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_caller
from toewijzing.store.onderaannemers import levert_mee
from toewijzing.tables import Base, Start, Toewijzing
from wetten import Wet


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()


async def toewijzing(session: AsyncSession, toewijzing_id: str, *, lock: bool = False) -> Toewijzing | None:
    """One assignment; with `lock`, nobody else changes it until this transaction ends."""
    return await session.get(Toewijzing, toewijzing_id, with_for_update=lock or None)


async def toewijzingen_vast(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Toewijzing]:
    """These assignments, which nobody else changes until this transaction ends; in one order, so that none wait."""
    query = select(Toewijzing).where(Toewijzing.id.in_(toewijzing_ids)).order_by(Toewijzing.id).with_for_update()
    # What was read before may have changed until now.
    return (await session.execute(query.execution_options(populate_existing=True))).scalars().all()


class Genoemd(NamedTuple):
    """How a message names an assignment: by its ToewijzingNummer, of a client and a provider under a law."""

    gemeente: str
    wet: Wet
    nummer: int | None
    agb: str | None
    bsn_hash: str


async def genoemde(session: AsyncSession, namen: Collection[Genoemd]) -> dict[Genoemd, Toewijzing]:
    """The assignments that are named, which nobody else changes until this transaction ends; locked in one order."""
    if not namen:
        return {}
    sleutel = (
        Toewijzing.gemeente,
        Toewijzing.wet,
        Toewijzing.toewijzing_nummer,
        Toewijzing.agb,
        Toewijzing.bsn_hash,
    )
    query = select(Toewijzing).where(tuple_(*sleutel).in_(namen)).order_by(Toewijzing.id).with_for_update()
    found = (await session.execute(query)).scalars()
    return {Genoemd(each.gemeente, each.wet, each.toewijzing_nummer, each.agb, each.bsn_hash): each for each in found}


async def bezette_nummers(
    session: AsyncSession, nummers: Mapping[tuple[str, Wet], Collection[int]]
) -> dict[tuple[str, Wet], set[int]]:
    """Which of these ToewijzingNummers an assignment of a municipality has under a law."""
    bezet: dict[tuple[str, Wet], set[int]] = {plek: set() for plek in nummers}
    query = select(Toewijzing.gemeente, Toewijzing.wet, Toewijzing.toewijzing_nummer).where(
        or_(
            *(
                and_(Toewijzing.gemeente == gemeente, Toewijzing.wet == wet, Toewijzing.toewijzing_nummer.in_(van_plek))
                for (gemeente, wet), van_plek in nummers.items()
            )
        )
    )
    for gemeente, wet, nummer in await session.execute(query):
        bezet[gemeente, wet].add(int(nummer or 0))
    return bezet


async def van_clienten(session: AsyncSession, gemeente: str, clienten: Collection[str]) -> Sequence[Toewijzing]:
    """Every assignment of these clients of a municipality."""
    query = select(Toewijzing).where(Toewijzing.gemeente == gemeente, Toewijzing.client_id.in_(clienten))
    return (await session.execute(query.order_by(Toewijzing.id))).scalars().all()


async def clienten_met(session: AsyncSession, bsn_hashes: Collection[str]) -> Sequence[str]:
    """The clients with these BSNs."""
    query = select(Toewijzing.client_id).where(Toewijzing.bsn_hash.in_(bsn_hashes)).distinct()
    return (await session.execute(query.order_by(Toewijzing.client_id))).scalars().all()


@dataclass(frozen=True)
class Toewijzingselectie:
    """Which assignments a list holds."""

    agb: str | None
    gemeenten: Collection[str]
    wet: Wet | None
    status: str | None
    client_id: str | None


async def toewijzingen(
    session: AsyncSession, selectie: Toewijzingselectie, after: str | None, limit: int
) -> Sequence[Toewijzing]:
    """Assignments in order of id, from after `after`: of one provider, also by another, or of municipalities."""
    query = select(Toewijzing).order_by(Toewijzing.id).limit(limit)
    eigen = of_caller(Toewijzing.agb, Toewijzing.gemeente, selectie.agb, selectie.gemeenten)
    query = query.where(eigen | levert_mee(selectie.agb) if selectie.agb is not None else eigen)
    if selectie.wet is not None:
        query = query.where(Toewijzing.wet == selectie.wet)
    if selectie.status is not None:
        query = query.where(Toewijzing.status == selectie.status)
    if selectie.client_id is not None:
        query = query.where(Toewijzing.client_id == selectie.client_id)
    if after is not None:
        query = query.where(Toewijzing.id > after)
    return (await session.execute(query)).scalars().all()


async def starts(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Start]:
    """The starts that stand on these assignments."""
    query = select(Start).where(Start.toewijzing_id.in_(toewijzing_ids), Start.verwijderd.is_(False))
    return (await session.execute(query.order_by(Start.begindatum, Start.id))).scalars().all()
