"""The queries on points to look at."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from declaratie.store.prestaties import neemt_terug
from declaratie.store.zicht import Zicht, gelijk_aan, prestatie_van
from declaratie.tables import (
    Aandachtspunt,
    Prestatie,
)

GECREDITEERD = "gecrediteerd"


@dataclass(frozen=True)
class Aandachtspuntselectie:
    """Which points a list holds; None is no limit."""

    zicht: Zicht
    agb: str | None
    gemeente: str | None
    m_nummer: str | None
    afgehandeld: bool | None


async def aandachtspunten(
    session: AsyncSession, selectie: Aandachtspuntselectie, after: str | None, limit: int
) -> Sequence[Aandachtspunt]:
    """Points to look at in order of id, which is the order of time."""
    query = select(Aandachtspunt).order_by(Aandachtspunt.id).limit(limit)
    query = query.where(prestatie_van(selectie.zicht, Aandachtspunt))
    gelijk = {
        Aandachtspunt.agb: selectie.agb,
        Aandachtspunt.gemeente: selectie.gemeente,
        Aandachtspunt.m_nummer: selectie.m_nummer,
    }
    query = query.where(*gelijk_aan(gelijk))
    if selectie.afgehandeld is not None:
        is_afgehandeld = Aandachtspunt.afgehandeld_op.is_not(None)
        query = query.where(is_afgehandeld if selectie.afgehandeld else ~is_afgehandeld)
    if after is not None:
        query = query.where(Aandachtspunt.id > after)
    return (await session.execute(query)).scalars().all()


async def aandachtspunt(session: AsyncSession, aandachtspunt_id: str) -> Aandachtspunt | None:
    """One point, held until the transaction ends."""
    return await session.get(Aandachtspunt, aandachtspunt_id, with_for_update=True)


async def add_aandachtspunten(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Write new points."""
    if rows:
        await session.execute(insert(Aandachtspunt), rows)


async def sluit_gecrediteerde(session: AsyncSession, declaratie_ids: Collection[str], op: datetime) -> None:
    """Close the open points on lines that these declarations take back: there is nothing left to decide.

    Not those on lines of the same declaration: what it says of both is still to be looked at.
    """
    credit = aliased(Prestatie)
    teruggenomen = (
        select(Aandachtspunt.id)
        .join(
            Prestatie,
            (Prestatie.declaratie_id == Aandachtspunt.declaratie_id)
            & (Prestatie.volgnummer == Aandachtspunt.volgnummer),
        )
        .join(credit, neemt_terug(credit))
        .where(credit.declaratie_id.in_(declaratie_ids), credit.declaratie_id != Aandachtspunt.declaratie_id)
        .where(Aandachtspunt.afgehandeld_op.is_(None))
    )
    await session.execute(
        update(Aandachtspunt)
        .where(Aandachtspunt.id.in_(teruggenomen))
        .values(afgehandeld_op=op, afgehandeld_door="clientroute", besluit=GECREDITEERD)
        .execution_options(synchronize_session=False)
    )
