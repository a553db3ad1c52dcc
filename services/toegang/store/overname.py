"""Queries for taking in running indications by file: each once for many rows (M134)."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from toegang.store.slot import met_slot
from toegang.tables import Beschikking, BeschiktProduct, Client, OvergenomenIndicatie
from wetten import Wet


async def met_kenmerk(
    session: AsyncSession, gemeente: str, kenmerken: Collection[str]
) -> Sequence[OvergenomenIndicatie]:
    """What was taken in of a municipality under these marks."""
    table = OvergenomenIndicatie
    query = select(table).where(table.gemeente == gemeente, table.kenmerk.in_(kenmerken))
    return (await session.execute(query)).scalars().all()


async def bezette_nummers(session: AsyncSession, gemeente: str, nummers: Collection[int]) -> set[tuple[Wet, int]]:
    """Which of these ToewijzingNummers were taken in already, and under which law."""
    table = OvergenomenIndicatie
    query = select(table.wet, table.toewijzing_nummer).where(
        table.gemeente == gemeente, table.toewijzing_nummer.in_(nummers)
    )
    return {(wet, nummer) for wet, nummer in await session.execute(query)}


async def clienten(session: AsyncSession, gemeente: str, bsn_hashes: Collection[str]) -> Sequence[Client]:
    """The clients of a municipality with these BSNs, in order of id, to give them an indication."""
    query = select(Client).where(Client.gemeente == gemeente, Client.bsn_hash.in_(bsn_hashes)).order_by(Client.id)
    return (await session.execute(met_slot(query))).scalars().all()


async def producten_van(
    session: AsyncSession, clienten: Collection[str]
) -> Sequence[tuple[Beschikking, BeschiktProduct]]:
    """Every product that was decided on for these clients, or taken in."""
    query = select(Beschikking, BeschiktProduct).join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
    query = query.where(Beschikking.client_id.in_(clienten)).order_by(BeschiktProduct.id)
    return [(beschikking, product) for beschikking, product in await session.execute(query)]


async def besluiten_van(
    session: AsyncSession, clienten: Collection[str]
) -> Sequence[tuple[OvergenomenIndicatie, Beschikking, BeschiktProduct]]:
    """What was taken in of these clients, with the decision that it is of."""
    query = (
        select(OvergenomenIndicatie, Beschikking, BeschiktProduct)
        .join(BeschiktProduct, BeschiktProduct.id == OvergenomenIndicatie.product_id)
        .join(Beschikking, Beschikking.id == BeschiktProduct.beschikking_id)
        .where(OvergenomenIndicatie.client_id.in_(clienten))
        .order_by(BeschiktProduct.id)
    )
    return [(rij, beschikking, product) for rij, beschikking, product in await session.execute(query)]


async def is_overgenomen(session: AsyncSession, beschikking_id: str) -> bool:
    """Whether a decision was taken in from another system."""
    query = select(OvergenomenIndicatie.product_id).join(
        BeschiktProduct, BeschiktProduct.id == OvergenomenIndicatie.product_id
    )
    query = query.where(BeschiktProduct.beschikking_id == beschikking_id).limit(1)
    return (await session.execute(query)).first() is not None
