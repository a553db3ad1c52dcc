"""Queries on PGBs and what was paid from them."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from toegang.domain.beschikking import Vorm
from toegang.tables import Beschikking, BeschiktProduct, Client, PgbBesteding, PgbToekenning

Pgb = tuple[Beschikking, BeschiktProduct]


async def pgbs_van(session: AsyncSession, client_ids: Collection[str]) -> list[Pgb]:
    """The PGBs that were ever decided on for these clients, oldest first."""
    query = select(Beschikking, BeschiktProduct).join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
    query = query.where(Beschikking.client_id.in_(client_ids), BeschiktProduct.vorm == Vorm.PGB)
    found = await session.execute(query.order_by(Beschikking.id, BeschiktProduct.volgnummer))
    return [(beschikking, product) for beschikking, product in found]


async def nooit_verteld(session: AsyncSession, limit: int) -> Sequence[str]:
    """Clients with a PGB that may still run of which the SVB was told nothing, in order of id."""
    verteld = select(PgbToekenning.id).where(PgbToekenning.product_id == BeschiktProduct.id).exists()
    vervallen = BeschiktProduct.laatste_dag < BeschiktProduct.ingangsdatum
    query = select(Beschikking.client_id).join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
    query = query.where(BeschiktProduct.vorm == Vorm.PGB, ~verteld, vervallen.is_not(True)).distinct()
    return (await session.execute(query.order_by(Beschikking.client_id).limit(limit))).scalars().all()


async def laatste(session: AsyncSession, product_ids: Collection[str]) -> dict[str, PgbToekenning]:
    """What the SVB was told last of each of these PGBs, where it was told of it."""
    query = select(PgbToekenning).where(PgbToekenning.product_id.in_(product_ids)).order_by(PgbToekenning.id)
    return {each.product_id: each for each in (await session.execute(query)).scalars()}


async def toekenningen(
    session: AsyncSession, gemeente: str, op: date | None, after: str | None, limit: int
) -> list[tuple[PgbToekenning, BeschiktProduct, Client]]:
    """What a municipality told of PGBs, on a day or ever, in that order."""
    query = (
        select(PgbToekenning, BeschiktProduct, Client)
        .join(BeschiktProduct, BeschiktProduct.id == PgbToekenning.product_id)
        .join(Client, Client.id == PgbToekenning.client_id)
        .where(PgbToekenning.gemeente == gemeente)
        .order_by(PgbToekenning.id)
        .limit(limit)
    )
    if op is not None:
        query = query.where(PgbToekenning.op == op)
    if after is not None:
        query = query.where(PgbToekenning.id > after)
    return [(toekenning, product, client) for toekenning, product, client in await session.execute(query)]


async def pgbs_met(session: AsyncSession, gemeente: str, ids: Collection[str]) -> list[Pgb]:
    """Those of these products that are a PGB of this municipality."""
    query = select(Beschikking, BeschiktProduct).join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
    query = query.where(Beschikking.gemeente == gemeente, BeschiktProduct.vorm == Vorm.PGB, BeschiktProduct.id.in_(ids))
    return [(beschikking, product) for beschikking, product in await session.execute(query)]


async def bekend(session: AsyncSession, gemeente: str, kenmerken: Collection[str]) -> Sequence[PgbBesteding]:
    """The payments of a municipality with one of these marks."""
    query = select(PgbBesteding).where(PgbBesteding.gemeente == gemeente, PgbBesteding.kenmerk.in_(kenmerken))
    return (await session.execute(query)).scalars().all()
