"""Queries for moving running help to the products of a new contract (M134)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from toegang.domain.beschikking import Vorm
from toegang.domain.omzetting import OMGEZET
from toegang.store.slot import met_slot
from toegang.tables import Beschikking, BeschiktProduct, Client, GedeeldDoel


async def om_te_zetten(
    session: AsyncSession, gemeente: str, codes: Collection[str], vanaf: date, na: str | None, aantal: int
) -> Sequence[tuple[Beschikking, BeschiktProduct]]:
    """Products in natura with these codes that run on a day or later, in order of id, from after `na`.

    What was stopped and still runs then is among it; what went on as another product is not.
    """
    query = (
        select(Beschikking, BeschiktProduct)
        .join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
        .where(
            Beschikking.gemeente == gemeente,
            BeschiktProduct.code.in_(codes),
            BeschiktProduct.vorm != Vorm.PGB,
            or_(BeschiktProduct.einddatum.is_(None), BeschiktProduct.einddatum >= vanaf),
            or_(
                BeschiktProduct.laatste_dag.is_(None),
                (BeschiktProduct.laatste_dag >= vanaf)
                & (BeschiktProduct.laatste_dag >= BeschiktProduct.ingangsdatum)
                & (BeschiktProduct.eindreden != OMGEZET),
            ),
        )
        .order_by(BeschiktProduct.id)
        .limit(aantal)
    )
    if na is not None:
        query = query.where(BeschiktProduct.id > na)
    return [(beschikking, product) for beschikking, product in await session.execute(query)]


async def clienten(session: AsyncSession, client_ids: Collection[str]) -> dict[str, Client]:
    """These clients by id, in one order, to change what they have."""
    query = met_slot(select(Client).where(Client.id.in_(client_ids)).order_by(Client.id))
    return {each.id: each for each in (await session.execute(query)).scalars()}


async def besluiten(session: AsyncSession, beschikking_ids: Collection[str]) -> None:
    """Read these decisions again, in one order, to change them."""
    await session.execute(
        met_slot(select(Beschikking).where(Beschikking.id.in_(beschikking_ids)).order_by(Beschikking.id))
    )


async def aantal_producten(session: AsyncSession, beschikking_ids: Collection[str]) -> dict[str, int]:
    """The place after the last product of each of these decisions."""
    query = select(BeschiktProduct.beschikking_id, BeschiktProduct.volgnummer)
    plaatsen: dict[str, int] = {}
    for beschikking_id, volgnummer in await session.execute(
        query.where(BeschiktProduct.beschikking_id.in_(beschikking_ids))
    ):
        plaatsen[beschikking_id] = max(plaatsen.get(beschikking_id, 0), volgnummer + 1)
    return plaatsen


async def delingen(session: AsyncSession, product_ids: Collection[str]) -> Sequence[GedeeldDoel]:
    """Which goals are shared with the providers of these products (M122)."""
    query = select(GedeeldDoel).where(GedeeldDoel.product_id.in_(product_ids)).order_by(GedeeldDoel.id)
    return (await session.execute(query)).scalars().all()
