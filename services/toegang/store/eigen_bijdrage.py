"""Queries on own contributions."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

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


async def omstandigheden(session: AsyncSession, client_id: str) -> Sequence[Bijdrageomstandigheid]:
    """What was said of a client, in the order in which it was said."""
    query = select(Bijdrageomstandigheid).where(Bijdrageomstandigheid.client_id == client_id)
    return (await session.execute(query.order_by(Bijdrageomstandigheid.id))).scalars().all()


async def partners(session: AsyncSession, client_id: str) -> set[str]:
    """The clients who are or were named as the partner of a client, or name this one as theirs."""
    table = Bijdrageomstandigheid
    query = select(table.client_id, table.partner_id).where(
        table.partner_id.is_not(None), or_(table.client_id == client_id, table.partner_id == client_id)
    )
    return {each for row in await session.execute(query) for each in row} - {client_id}


async def beschikt(session: AsyncSession, client_id: str) -> list[Beschikt]:
    """All products that were ever decided on for a client, oldest decision first."""
    query = select(Beschikking, BeschiktProduct).join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
    query = query.where(Beschikking.client_id == client_id).order_by(Beschikking.id, BeschiktProduct.volgnummer)
    return [(beschikking, product) for beschikking, product in await session.execute(query)]


async def levering(session: AsyncSession, toewijzing_id: str, begindatum: date) -> GehoordeLevering | None:
    """The delivery of an assignment that began on a day."""
    return await session.get(GehoordeLevering, (toewijzing_id, begindatum))


async def leveringen(session: AsyncSession, client_id: str) -> Sequence[GehoordeLevering]:
    """The deliveries to a client that count, in order of time."""
    table = GehoordeLevering
    query = select(table).where(table.client_id == client_id, table.telt)
    return (await session.execute(query.order_by(table.begindatum, table.toewijzing_id))).scalars().all()


async def geldig(session: AsyncSession, client_id: str) -> Sequence[Bijdrageopgave]:
    """What was told of a client and stands: without what was taken back, and what did so."""
    terug = aliased(Bijdrageopgave)
    ingetrokken = select(terug.id).where(terug.trekt_in == Bijdrageopgave.id).exists()
    query = select(Bijdrageopgave).where(
        Bijdrageopgave.client_id == client_id, Bijdrageopgave.trekt_in.is_(None), ~ingetrokken
    )
    return (await session.execute(query.order_by(Bijdrageopgave.per, Bijdrageopgave.id))).scalars().all()


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


async def zet_moment(session: AsyncSession, client_id: str, op: date | None) -> None:
    """Look at this client again on a day, and not before; None is never by itself."""
    if op is None:
        await session.execute(delete(Bijdragemoment).where(Bijdragemoment.client_id == client_id))
    else:
        await session.merge(Bijdragemoment(client_id=client_id, op=op))


async def clienten(session: AsyncSession, ids: Collection[str]) -> Sequence[Client]:
    """These clients, in order of id."""
    return (await session.execute(select(Client).where(Client.id.in_(ids)).order_by(Client.id))).scalars().all()
