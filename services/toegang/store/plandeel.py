"""The queries on what a provider sees of a plan (M122)."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

from sqlalchemy import delete, distinct, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import insert_newer, made_once
from toegang.domain.evaluatie import Evaluatiestatus
from toegang.store.plan import TEGELIJK
from toegang.tables import (
    Beschikking,
    BeschiktProduct,
    Doel,
    Evaluatie,
    GedeeldDoel,
    Plan,
    ToegewezenProduct,
    Uitwerking,
)


async def toegewezen(session: AsyncSession, toewijzing_id: str) -> ToegewezenProduct | None:
    """One assignment, as it was heard."""
    return await session.get(ToegewezenProduct, toewijzing_id)


async def houd_toegewezen(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Keep these rows of `ToegewezenProduct`, each key once, where they are newer than what is there."""
    if rows:
        # In one order: two units of work about the same assignments must not wait for each other in turn.
        op_volgorde = sorted(rows, key=lambda each: str(each["toewijzing_id"]))
        await session.execute(_houd_toegewezen(session), op_volgorde)


_houd_toegewezen = made_once(partial(insert_newer, table=ToegewezenProduct))


async def gedeeld_met(
    session: AsyncSession, agb: str, op: date, after: str | None, limit: int
) -> Sequence[tuple[ToegewezenProduct, int, date | None]]:
    """What a provider has on a day or later and of which goals are shared, with how many; in order of id.

    With the day of the first evaluation that it was asked for and that is still to come (M86).
    """
    aantal, gevraagd = func.count(distinct(GedeeldDoel.id)), func.min(Evaluatie.gepland_op)
    van_plan = (Evaluatie.plan_id == Doel.plan_id) & (Evaluatie.status == Evaluatiestatus.GEPLAND)
    query = (
        select(ToegewezenProduct, aantal, gevraagd)
        .join(GedeeldDoel, GedeeldDoel.product_id == ToegewezenProduct.product_id)
        .join(Doel, Doel.id == GedeeldDoel.doel_id)
        .outerjoin(Evaluatie, van_plan & Evaluatie.gevraagd_op.is_not(None))
        .where(ToegewezenProduct.agb == agb, ToegewezenProduct.telt)
        .where(or_(ToegewezenProduct.einddatum.is_(None), ToegewezenProduct.einddatum >= op))
        .group_by(ToegewezenProduct.toewijzing_id)
        .order_by(ToegewezenProduct.toewijzing_id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(ToegewezenProduct.toewijzing_id > after)
    return [(row, int(hoeveel), voor) for row, hoeveel, voor in await session.execute(query)]


async def te_vragen(session: AsyncSession, gemeente: str, vandaag: date, tot: date) -> Sequence[tuple[Evaluatie, Plan]]:
    """Evaluations from today up to and including a day of which no provider was asked for its own (M86)."""
    query = (
        select(Evaluatie, Plan)
        .join(Plan, Plan.id == Evaluatie.plan_id)
        .where(
            Evaluatie.gemeente == gemeente,
            Evaluatie.status == Evaluatiestatus.GEPLAND,
            Evaluatie.gepland_op.between(vandaag, tot),
            Evaluatie.gevraagd_op.is_(None),
        )
        .order_by(Evaluatie.id)
        .limit(TEGELIJK)
    )
    return [(row[0], row[1]) for row in await session.execute(query)]


async def aanbieders_van_plan(session: AsyncSession, plan_id: str, op: date) -> list[str]:
    """The providers that see goals of a plan and have their product on a day, by AGB code."""
    query = (
        select(ToegewezenProduct.agb)
        .join(GedeeldDoel, GedeeldDoel.product_id == ToegewezenProduct.product_id)
        .join(Doel, Doel.id == GedeeldDoel.doel_id)
        .where(Doel.plan_id == plan_id, ToegewezenProduct.telt)
        .where(or_(ToegewezenProduct.einddatum.is_(None), ToegewezenProduct.einddatum >= op))
        .distinct()
        .order_by(ToegewezenProduct.agb)
    )
    return list((await session.execute(query)).scalars())


async def gedeelde_doelen(session: AsyncSession, product_id: str) -> Sequence[Doel]:
    """The goals that the provider of a product may see, in order."""
    query = select(Doel).join(GedeeldDoel, GedeeldDoel.doel_id == Doel.id).where(GedeeldDoel.product_id == product_id)
    return (await session.execute(query.order_by(Doel.plan_id, Doel.volgnummer))).scalars().all()


async def gedeeld_van(session: AsyncSession, doel_id: str) -> Sequence[GedeeldDoel]:
    """With which products a goal is shared."""
    query = select(GedeeldDoel).where(GedeeldDoel.doel_id == doel_id).order_by(GedeeldDoel.product_id)
    return (await session.execute(query)).scalars().all()


async def clienten_van_producten(session: AsyncSession, product_ids: Collection[str]) -> dict[str, str]:
    """Of whom each of these products is, for those that there are."""
    query = (
        select(BeschiktProduct.id, Beschikking.client_id)
        .join(Beschikking, Beschikking.id == BeschiktProduct.beschikking_id)
        .where(BeschiktProduct.id.in_(product_ids))
    )
    return {product_id: client_id for product_id, client_id in await session.execute(query)}  # noqa: C416


async def producten(session: AsyncSession, product_ids: Collection[str]) -> dict[str, BeschiktProduct]:
    """Those of these that are products of a decision, by id."""
    query = select(BeschiktProduct).where(BeschiktProduct.id.in_(product_ids))
    return {each.id: each for each in (await session.execute(query)).scalars()}


async def verwijder_delingen(session: AsyncSession, doel_id: str) -> None:
    """Nobody sees this goal any more."""
    await session.execute(delete(GedeeldDoel).where(GedeeldDoel.doel_id == doel_id))


async def is_uitgewerkt(session: AsyncSession, doel_id: str) -> bool:
    """Whether a provider added something to a goal."""
    query = select(Uitwerking.id).where(Uitwerking.doel_id == doel_id).limit(1)
    return (await session.execute(query)).scalar_one_or_none() is not None


async def uitwerkingen_door(session: AsyncSession, product_id: str, agb: str) -> Sequence[Uitwerking]:
    """What one provider added for a product, in order of time."""
    query = select(Uitwerking).where(Uitwerking.product_id == product_id, Uitwerking.agb == agb)
    return (await session.execute(query.order_by(Uitwerking.id))).scalars().all()


async def uitwerkingen_van_plan(
    session: AsyncSession, plan_id: str, after: str | None, limit: int
) -> Sequence[Uitwerking]:
    """What providers added to the goals of a plan, in order of time."""
    query = select(Uitwerking).join(Doel, Doel.id == Uitwerking.doel_id).where(Doel.plan_id == plan_id)
    query = query.order_by(Uitwerking.id).limit(limit)
    if after is not None:
        query = query.where(Uitwerking.id > after)
    return (await session.execute(query)).scalars().all()


async def uitwerking(session: AsyncSession, uitwerking_id: str) -> Uitwerking | None:
    """One of them."""
    return await session.get(Uitwerking, uitwerking_id)
