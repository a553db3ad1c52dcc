"""Queries on decisions, their products, and objections."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from toegang.domain.beschikking import Beschikkingsoort
from toegang.store.slot import lees, met_slot
from toegang.tables import Beeindiging, Beschikking, BeschiktProduct, Bezwaar


def loopt_nog(product: type[BeschiktProduct], op: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Whether a product runs on a day or later: as was decided, and not stopped before (as `loopt_tot` says of one)."""
    return and_(
        or_(product.einddatum.is_(None), product.einddatum >= op),
        or_(product.laatste_dag.is_(None), product.laatste_dag >= op),
    )


async def beschikking(session: AsyncSession, beschikking_id: str, *, lock: bool = False) -> Beschikking | None:
    """One beschikking; with `lock` to change it."""
    return await lees(session, Beschikking, beschikking_id, lock=lock)


async def beschikkingen_of_client(
    session: AsyncSession, client_id: str, *, lock: bool = False
) -> Sequence[Beschikking]:
    """The decisions about a client, oldest first; with `lock` to change them."""
    query = select(Beschikking).where(Beschikking.client_id == client_id).order_by(Beschikking.id)
    return (await session.execute(met_slot(query) if lock else query)).scalars().all()


async def tijdelijke(session: AsyncSession, melding_id: str) -> Sequence[Beschikking]:
    """The temporary measure of a case without a decision, and what an objection put in its place; to change them."""
    query = select(Beschikking).where(
        Beschikking.melding_id == melding_id, Beschikking.soort != Beschikkingsoort.BESLUIT
    )
    return (await session.execute(met_slot(query.order_by(Beschikking.id)))).scalars().all()


async def besluit(session: AsyncSession, melding_id: str) -> Beschikking:
    """The decision on the application, in a case that has one."""
    query = select(Beschikking).where(
        Beschikking.melding_id == melding_id, Beschikking.soort == Beschikkingsoort.BESLUIT
    )
    return (await session.execute(query)).scalar_one()


async def producten(session: AsyncSession, beschikking_id: str) -> Sequence[BeschiktProduct]:
    """The products of a beschikking, in its order."""
    query = select(BeschiktProduct).where(BeschiktProduct.beschikking_id == beschikking_id)
    return (await session.execute(query.order_by(BeschiktProduct.volgnummer))).scalars().all()


async def gestopt_van_client(session: AsyncSession, client_id: str) -> Sequence[BeschiktProduct]:
    """The products of a client that were stopped before their term was over."""
    query = select(BeschiktProduct).join(Beschikking, Beschikking.id == BeschiktProduct.beschikking_id)
    query = query.where(Beschikking.client_id == client_id, BeschiktProduct.laatste_dag.is_not(None))
    return (await session.execute(query.order_by(BeschiktProduct.id))).scalars().all()


async def bezwaar(session: AsyncSession, bezwaar_id: str, *, lock: bool = False) -> Bezwaar | None:
    """One objection; with `lock` to change it."""
    return await lees(session, Bezwaar, bezwaar_id, lock=lock)


async def bezwaren(session: AsyncSession, beschikking_id: str) -> Sequence[Bezwaar]:
    """The objections to a decision, oldest first."""
    query = select(Bezwaar).where(Bezwaar.beschikking_id == beschikking_id).order_by(Bezwaar.id)
    return (await session.execute(query)).scalars().all()


async def beeindiging(session: AsyncSession, beeindiging_id: str) -> Beeindiging | None:
    """One decision that support stops."""
    return await session.get(Beeindiging, beeindiging_id)


async def beeindigingen(session: AsyncSession, beschikking_id: str) -> Sequence[Beeindiging]:
    """What was stopped of a decision by one of its own, oldest first."""
    query = select(Beeindiging).where(Beeindiging.beschikking_id == beschikking_id).order_by(Beeindiging.id)
    return (await session.execute(query)).scalars().all()
