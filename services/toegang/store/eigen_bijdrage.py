"""Queries on own contributions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Executable, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from chassis.database import Inserter, made_once
from toegang.tables import (
    Beschikking,
    BeschiktProduct,
    Bijdragemoment,
    Bijdrageomstandigheid,
    Bijdrageopgave,
    Client,
    GehoordeLevering,
)

Beschikt = tuple[Beschikking, BeschiktProduct]


async def omstandigheden(session: AsyncSession, client_ids: Collection[str]) -> dict[str, list[Bijdrageomstandigheid]]:
    """What was said of each of these clients, in the order in which it was said."""
    query = select(Bijdrageomstandigheid).where(Bijdrageomstandigheid.client_id.in_(client_ids))
    found: dict[str, list[Bijdrageomstandigheid]] = {each: [] for each in client_ids}
    for row in (await session.execute(query.order_by(Bijdrageomstandigheid.id))).scalars():
        found[row.client_id].append(row)
    return found


async def partners(session: AsyncSession, client_ids: Collection[str]) -> set[tuple[str, str]]:
    """Who is or was named as the partner of whom, of all couples with one of these clients in them."""
    table = Bijdrageomstandigheid
    query = select(table.client_id, table.partner_id).where(
        table.partner_id.is_not(None), or_(table.client_id.in_(client_ids), table.partner_id.in_(client_ids))
    )
    return {(client_id, str(partner_id)) for client_id, partner_id in await session.execute(query)}


async def beschikt(session: AsyncSession, client_ids: Collection[str]) -> dict[str, list[Beschikt]]:
    """All products that were ever decided on for each of these clients, oldest decision first."""
    query = select(Beschikking, BeschiktProduct).join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
    query = query.where(Beschikking.client_id.in_(client_ids)).order_by(Beschikking.id, BeschiktProduct.volgnummer)
    found: dict[str, list[Beschikt]] = {each: [] for each in client_ids}
    for beschikking, product in await session.execute(query):
        found[beschikking.client_id].append((beschikking, product))
    return found


async def gehoorde_leveringen(session: AsyncSession, toewijzing_ids: Collection[str]) -> list[GehoordeLevering]:
    """All that was heard of the deliveries of these assignments."""
    query = select(GehoordeLevering).where(GehoordeLevering.toewijzing_id.in_(toewijzing_ids))
    return list((await session.execute(query)).scalars())


async def leveringen(session: AsyncSession, client_ids: Collection[str]) -> dict[str, list[GehoordeLevering]]:
    """The deliveries to each of these clients that count, in order of time."""
    table = GehoordeLevering
    query = select(table).where(table.client_id.in_(client_ids), table.telt)
    found: dict[str, list[GehoordeLevering]] = {each: [] for each in client_ids}
    for row in (await session.execute(query.order_by(table.begindatum, table.toewijzing_id))).scalars():
        found[row.client_id].append(row)
    return found


async def geldig(session: AsyncSession, client_ids: Collection[str]) -> dict[str, list[Bijdrageopgave]]:
    """What was told of each of these clients and stands: without what was taken back, and what did so."""
    terug = aliased(Bijdrageopgave)
    ingetrokken = select(terug.id).where(terug.trekt_in == Bijdrageopgave.id).exists()
    query = select(Bijdrageopgave).where(
        Bijdrageopgave.client_id.in_(client_ids), Bijdrageopgave.trekt_in.is_(None), ~ingetrokken
    )
    found: dict[str, list[Bijdrageopgave]] = {each: [] for each in client_ids}
    for row in (await session.execute(query.order_by(Bijdrageopgave.per, Bijdrageopgave.id))).scalars():
        found[row.client_id].append(row)
    return found


async def van_dag(
    session: AsyncSession, gemeente: str, op: date, after: str | None, limit: int
) -> list[tuple[Bijdrageopgave, Client]]:
    """What a municipality told on a day, in that order, each with whom it is about; not what others told before."""
    query = select(Bijdrageopgave, Client).join(Client, Client.id == Bijdrageopgave.client_id)
    query = query.where(Bijdrageopgave.gemeente == gemeente, Bijdrageopgave.op == op)
    query = query.where(Bijdrageopgave.overgenomen.is_(False)).order_by(Bijdrageopgave.id)
    if after is not None:
        query = query.where(Bijdrageopgave.id > after)
    return [(opgave, client) for opgave, client in await session.execute(query.limit(limit))]


async def aan_de_beurt(session: AsyncSession, op: date, limit: int) -> Sequence[str]:
    """Clients for whom a day has come on which their contribution may change, the longest waiting first."""
    query = select(Bijdragemoment.client_id).where(Bijdragemoment.op <= op)
    return (
        (await session.execute(query.order_by(Bijdragemoment.op, Bijdragemoment.client_id).limit(limit)))
        .scalars()
        .all()
    )


async def zet_momenten(session: AsyncSession, momenten: Mapping[str, date | None]) -> None:
    """Look at each of these clients again on a day, and not before; None is never by itself."""
    if nooit := [each for each, op in momenten.items() if op is None]:
        await session.execute(delete(Bijdragemoment).where(Bijdragemoment.client_id.in_(nooit)))
    if rows := [{"client_id": each, "op": op} for each, op in sorted(momenten.items()) if op is not None]:
        await session.execute(_zet_moment(session), rows)


@made_once
def _zet_moment(insert: Inserter) -> Executable:
    new = insert(Bijdragemoment)
    return new.on_conflict_do_update(index_elements=["client_id"], set_={"op": new.excluded.op})


async def clienten(session: AsyncSession, ids: Collection[str]) -> Sequence[Client]:
    """These clients, in order of id."""
    return (await session.execute(select(Client).where(Client.id.in_(ids)).order_by(Client.id))).scalars().all()
