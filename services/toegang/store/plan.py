"""Every query on weighing, plans, evaluations, households and indications."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Date, delete, exists, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from chassis.visible import of_gemeenten
from toegang.domain.evaluatie import Evaluatiestatus
from toegang.domain.plan import Planstatus
from toegang.store.besluit import loopt_nog
from toegang.store.slot import lees, met_slot
from toegang.tables import (
    AflopendeIndicatie,
    Afweging,
    Beschikking,
    BeschiktProduct,
    Client,
    Doel,
    Evaluatie,
    GewogenProduct,
    Huishouden,
    Huishoudlid,
    Jeugdzaak,
    Plan,
    ZrmMeting,
)
from wetten import Wet

TEGELIJK = 500
"""Indications of which clients are warned in one go."""


async def afweging(session: AsyncSession, afweging_id: str) -> Afweging | None:
    """One afweging."""
    return await session.get(Afweging, afweging_id)


async def afwegingen(session: AsyncSession, melding_id: str) -> Sequence[Afweging]:
    """The afwegingen of a melding, newest first."""
    query = select(Afweging).where(Afweging.melding_id == melding_id).order_by(Afweging.id.desc())
    return (await session.execute(query)).scalars().all()


async def gewogen_producten(session: AsyncSession, afweging_id: str) -> Sequence[GewogenProduct]:
    """The choices of an afweging, in order."""
    query = select(GewogenProduct).where(GewogenProduct.afweging_id == afweging_id).order_by(GewogenProduct.id)
    return (await session.execute(query)).scalars().all()


async def gewogen_in(
    session: AsyncSession, gemeente: str, inkoopmodel: str, van: date, tot: date
) -> Sequence[GewogenProduct]:
    """The choices with minutes of a municipality in a period, under one inkoopmodel (M31)."""
    query = select(GewogenProduct).where(
        GewogenProduct.gemeente == gemeente,
        GewogenProduct.inkoopmodel == inkoopmodel,
        GewogenProduct.op.between(van, tot),
        GewogenProduct.minuten_per_week.is_not(None),
    )
    return (await session.execute(query)).scalars().all()


async def lopende_producten(session: AsyncSession, client_id: str, vanaf: date) -> Sequence[BeschiktProduct]:
    """What a client has or will have from a day on, under any decision."""
    query = (
        select(BeschiktProduct)
        .join(Beschikking, Beschikking.id == BeschiktProduct.beschikking_id)
        .where(
            Beschikking.client_id == client_id,
            loopt_nog(BeschiktProduct, vanaf),
        )
        .order_by(BeschiktProduct.id)
    )
    return (await session.execute(query)).scalars().all()


async def plannen(session: AsyncSession, gemeenten: Collection[str], after: str | None, limit: int) -> Sequence[Plan]:
    """Plans of these municipalities in order of id, from after `after`."""
    query = select(Plan).order_by(Plan.id).limit(limit)
    query = query.where(of_gemeenten(Plan.gemeente, gemeenten))
    if after is not None:
        query = query.where(Plan.id > after)
    return (await session.execute(query)).scalars().all()


async def plan(session: AsyncSession, plan_id: str, *, lock: bool = False) -> Plan | None:
    """One plan; with `lock` to change it."""
    return await lees(session, Plan, plan_id, lock=lock)


async def open_plan(session: AsyncSession, client_id: str, huishouden_id: str | None, soort: str) -> Plan | None:
    """The plan of this kind that is not closed, of a client or of the household that the client is in (M18).

    To change it, or not to make another.
    """
    wie = Plan.client_id == client_id
    if huishouden_id is not None:
        wie = or_(wie, Plan.huishouden_id == huishouden_id)
    query = select(Plan).where(wie, Plan.soort == soort, Plan.status != Planstatus.AFGESLOTEN)
    return (await session.execute(met_slot(query.order_by(Plan.id).limit(1)))).scalar_one_or_none()


async def doelen(session: AsyncSession, plan_id: str) -> Sequence[Doel]:
    """The goals of a plan, in order."""
    query = select(Doel).where(Doel.plan_id == plan_id).order_by(Doel.volgnummer)
    return (await session.execute(query)).scalars().all()


async def doelen_bij(session: AsyncSession, client_id: str, op: date) -> Sequence[Doel]:
    """The goals of a client in plans that were settled by this day and run on or after it."""
    query = (
        select(Doel)
        .join(Plan, Plan.id == Doel.plan_id)
        .where(Doel.client_id == client_id, Plan.vastgesteld_op <= op, Plan.einddatum >= op)
        .order_by(Plan.id, Doel.volgnummer)
    )
    return (await session.execute(query)).scalars().all()


async def doel(session: AsyncSession, doel_id: str) -> Doel | None:
    """One goal."""
    return await session.get(Doel, doel_id)


async def verwijder_doel(session: AsyncSession, doel: Doel) -> None:
    """A goal is gone."""
    await session.delete(doel)
    await session.flush()


async def zrm_metingen(session: AsyncSession, plan_id: str) -> Sequence[ZrmMeting]:
    """The measurements of self-reliance with a plan, oldest first (M11)."""
    query = select(ZrmMeting).where(ZrmMeting.plan_id == plan_id).order_by(ZrmMeting.op, ZrmMeting.id)
    return (await session.execute(query)).scalars().all()


async def evaluatie(session: AsyncSession, evaluatie_id: str, *, lock: bool = False) -> Evaluatie | None:
    """One evaluation; with `lock` to change it."""
    return await lees(session, Evaluatie, evaluatie_id, lock=lock)


async def evaluaties_van(session: AsyncSession, plan_id: str) -> Sequence[Evaluatie]:
    """The evaluations of a plan, in order of the day."""
    query = select(Evaluatie).where(Evaluatie.plan_id == plan_id).order_by(Evaluatie.gepland_op, Evaluatie.id)
    return (await session.execute(query)).scalars().all()


async def geplande_evaluaties(
    session: AsyncSession, gemeente: str, tot: date, after: tuple[date, str] | None, limit: int
) -> Sequence[Evaluatie]:
    """What has to be evaluated in a municipality up to and including a day, the longest waiting first."""
    query = select(Evaluatie).where(
        Evaluatie.gemeente == gemeente,
        Evaluatie.status == Evaluatiestatus.GEPLAND,
        Evaluatie.gepland_op <= tot,
    )
    if after is not None:
        query = query.where(tuple_(Evaluatie.gepland_op, Evaluatie.id) > after)
    return (await session.execute(query.order_by(Evaluatie.gepland_op, Evaluatie.id).limit(limit))).scalars().all()


async def huishouden(session: AsyncSession, huishouden_id: str, *, lock: bool = False) -> Huishouden | None:
    """One household; with `lock` to change it."""
    return await lees(session, Huishouden, huishouden_id, lock=lock)


async def huishouden_van(session: AsyncSession, client_id: str, *, lock: bool = False) -> Huishouden | None:
    """The household that a client is in (M18); with `lock` to change it."""
    lid = await session.get(Huishoudlid, client_id)
    return await huishouden(session, lid.huishouden_id, lock=lock) if lid else None


async def verwijder_lid(session: AsyncSession, client_id: str) -> None:
    """A client is in no household any more."""
    await session.execute(delete(Huishoudlid).where(Huishoudlid.client_id == client_id))


async def open_plannen_van(session: AsyncSession, huishouden_id: str) -> Sequence[Plan]:
    """The plans of a household that are not closed; to change them."""
    return await _open_plannen(session, Plan.huishouden_id == huishouden_id)


async def open_plannen_met(session: AsyncSession, client_id: str, huishouden_id: str | None) -> Sequence[Plan]:
    """The plans that are not closed of a client, or of the household that the client is in; to change them."""
    wie = Plan.client_id == client_id
    return await _open_plannen(session, or_(wie, Plan.huishouden_id == huishouden_id) if huishouden_id else wie)


async def _open_plannen(session: AsyncSession, wie: ColumnElement[bool]) -> Sequence[Plan]:
    query = select(Plan).where(wie, Plan.status != Planstatus.AFGESLOTEN).order_by(Plan.id)
    return (await session.execute(met_slot(query))).scalars().all()


async def leden(session: AsyncSession, huishouden_id: str) -> Sequence[str]:
    """The clients of a household."""
    query = select(Huishoudlid.client_id).where(Huishoudlid.huishouden_id == huishouden_id)
    return (await session.execute(query.order_by(Huishoudlid.client_id))).scalars().all()


class _DagErna(FunctionElement[date]):
    """The day after that of a column."""

    type = Date()
    inherit_cache = True


@compiles(_DagErna)
def _dag_erna(element: _DagErna, compiler: SQLCompiler, **_: object) -> str:
    return f"({compiler.process(element.clauses)} + 1)"


@compiles(_DagErna, "sqlite")
def _dag_erna_sqlite(element: _DagErna, compiler: SQLCompiler, **_: object) -> str:
    return f"date({compiler.process(element.clauses)}, '+1 day')"


def _gaat_verder() -> ColumnElement[bool]:
    """Whether the client has the same product on the day after it ends, by another decision or the same (OP380)."""
    besluit, vervolg = aliased(Beschikking), aliased(BeschiktProduct)
    erna = _DagErna(BeschiktProduct.einddatum)
    return exists().where(
        besluit.client_id == Beschikking.client_id,
        besluit.wet == Beschikking.wet,
        vervolg.beschikking_id == besluit.id,
        vervolg.code == BeschiktProduct.code,
        vervolg.ingangsdatum <= erna,
        loopt_nog(vervolg, erna),
    )


def _stopt_dan() -> ColumnElement[bool]:
    """Whether a product stops on the day that was decided on: not before, and it does not go on."""
    return BeschiktProduct.laatste_dag.is_(None) & ~_gaat_verder()


async def zonder_waarschuwing(
    session: AsyncSession, gemeente: str, vandaag: date, tot: date
) -> Sequence[tuple[BeschiktProduct, Beschikking]]:
    """Products that end from today up to and including `tot`, do not go on, and of which the client was not warned."""
    query = (
        select(BeschiktProduct, Beschikking)
        .join(Beschikking, Beschikking.id == BeschiktProduct.beschikking_id)
        .outerjoin(AflopendeIndicatie, AflopendeIndicatie.product_id == BeschiktProduct.id)
        .where(
            Beschikking.gemeente == gemeente,
            BeschiktProduct.einddatum.between(vandaag, tot),
            AflopendeIndicatie.product_id.is_(None),
            _stopt_dan(),
        )
        .order_by(BeschiktProduct.id)
        .limit(TEGELIJK)
    )
    return [(row[0], row[1]) for row in await session.execute(query)]


async def aflopende_indicaties(
    session: AsyncSession, gemeente: str, is_verstuurd: bool | None, after: str | None, limit: int
) -> Sequence[AflopendeIndicatie]:
    """Indications that end, in order of the product id, from after `after`; all, or by whether a warning was sent.

    Nobody is to be warned of what was decided on anew since, or has stopped before.
    """
    query = select(AflopendeIndicatie).where(AflopendeIndicatie.gemeente == gemeente)
    if is_verstuurd is not None:
        query = query.where(AflopendeIndicatie.kanaal.is_not(None) == is_verstuurd)
    if is_verstuurd is False:
        query = query.join(BeschiktProduct, BeschiktProduct.id == AflopendeIndicatie.product_id)
        query = query.join(Beschikking, Beschikking.id == BeschiktProduct.beschikking_id).where(_stopt_dan())
    if after is not None:
        query = query.where(AflopendeIndicatie.product_id > after)
    return (await session.execute(query.order_by(AflopendeIndicatie.product_id).limit(limit))).scalars().all()


async def stopt_dan(session: AsyncSession, product_id: str) -> bool:
    """Whether a product stops on the day that was decided on: not before, and it does not go on."""
    query = select(BeschiktProduct.id).join(Beschikking, Beschikking.id == BeschiktProduct.beschikking_id)
    return (await session.execute(query.where(BeschiktProduct.id == product_id, _stopt_dan()))).first() is not None


async def aflopende_indicatie(
    session: AsyncSession, product_id: str, *, lock: bool = False
) -> AflopendeIndicatie | None:
    """One indication that ends; with `lock` to change it."""
    return await lees(session, AflopendeIndicatie, product_id, lock=lock)


async def jeugdhulp_eindigt(session: AsyncSession, gemeente: str, vandaag: date, tot: date) -> Sequence[Client]:
    """The clients of a municipality of whom help under the Jeugdwet ends from today up to and including a day.

    Help without an end is among it, where no reason is known why it goes on after 18. Who has moved is not: the
    municipality where he lives now looks at the Wmo (Wmo 2015, 1.2.1).
    """
    query = (
        select(Client)
        .join(Beschikking, Beschikking.client_id == Client.id)
        .join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
        .outerjoin(Jeugdzaak, Jeugdzaak.melding_id == Beschikking.melding_id)
        .where(
            Beschikking.gemeente == gemeente,
            Beschikking.wet == Wet.JEUGDWET,
            or_(
                BeschiktProduct.einddatum.between(vandaag, tot),
                BeschiktProduct.einddatum.is_(None) & Jeugdzaak.verlengingsgrond.is_(None),
            ),
            BeschiktProduct.laatste_dag.is_(None),
            Client.verhuisd_op.is_(None),
        )
        .distinct()
        .order_by(Client.id)
    )
    return (await session.execute(query)).scalars().all()
