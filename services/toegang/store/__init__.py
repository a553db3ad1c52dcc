"""Every query of toegang."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.tokens import EVERYWHERE
from toegang.tables import Base, Beschikking, BeschiktProduct, Client, Melding, Onderzoek


async def client_by_bsn(session: AsyncSession, gemeente: str, bsn_hash: str) -> Client | None:
    """The client of a municipality with this BSN."""
    query = select(Client).where(Client.gemeente == gemeente, Client.bsn_hash == bsn_hash)
    return (await session.execute(query)).scalar_one_or_none()


async def client(session: AsyncSession, client_id: str) -> Client | None:
    """The client by clientId."""
    return await session.get(Client, client_id)


async def melding(session: AsyncSession, melding_id: str, *, lock: bool = False) -> Melding | None:
    """One melding; with `lock`, nobody else changes it until this transaction ends."""
    return await session.get(Melding, melding_id, with_for_update=lock or None)


async def meldingen(
    session: AsyncSession, gemeenten: Iterable[str], after: str | None, limit: int
) -> Sequence[Melding]:
    """Meldingen of these municipalities in order of id, from after `after`."""
    query = select(Melding).order_by(Melding.id).limit(limit)
    wanted = set(gemeenten)
    if EVERYWHERE not in wanted:
        query = query.where(Melding.gemeente.in_(wanted))
    if after is not None:
        query = query.where(Melding.id > after)
    return (await session.execute(query)).scalars().all()


async def meldingen_of_bsn(session: AsyncSession, gemeenten: Iterable[str], bsn_hash: str) -> Sequence[Melding]:
    """Meldingen of the citizen with this BSN in these municipalities, newest first."""
    query = select(Melding).join(Client, Client.id == Melding.client_id).where(Client.bsn_hash == bsn_hash)
    wanted = set(gemeenten)
    if EVERYWHERE not in wanted:
        query = query.where(Melding.gemeente.in_(wanted))
    return (await session.execute(query.order_by(Melding.id.desc()))).scalars().all()


async def onderzoek(session: AsyncSession, melding_id: str) -> Onderzoek | None:
    """The investigation of a melding."""
    return await session.get(Onderzoek, melding_id)


async def beschikking(session: AsyncSession, beschikking_id: str) -> Beschikking | None:
    """One beschikking."""
    return await session.get(Beschikking, beschikking_id)


async def producten(session: AsyncSession, beschikking_id: str) -> Sequence[BeschiktProduct]:
    """The products of a beschikking, in its order."""
    query = select(BeschiktProduct).where(BeschiktProduct.beschikking_id == beschikking_id)
    return (await session.execute(query.order_by(BeschiktProduct.volgnummer))).scalars().all()


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()
