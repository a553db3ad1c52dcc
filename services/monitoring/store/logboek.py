"""The log of events."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gebeurtenissen.plan import HUISHOUDEN_GEWIJZIGD
from monitoring.tables import Gebeurtenis

BEURT = "monitoring/gebeurtenissen"
"""Who writes in the log or in the active read models waits for this turn (Work.wait_for_turn) until it commits.

Positions are handed out before a commit. Without it a later position could be seen first, and who reads on from there
would miss the earlier one for ever.
"""


@dataclass(frozen=True)
class Gebeurd:
    """What of an event is needed to count it."""

    positie: int
    type: str
    sequence: int
    data: str
    reden: str | None


@dataclass(frozen=True)
class Zoekvraag:
    """Which events to list. `gemeenten` None: all, also those of no municipality."""

    gemeenten: frozenset[str] | None = None
    types: frozenset[str] = frozenset()
    subject: str | None = None
    geparkeerd: bool = False


def noemt_client(client_id: str) -> ColumnElement[bool]:
    """Which events may name a client: those about him, and those of who lives together.

    Every event that names one says so in `clientId`, but for a household, which names all who belong to it.
    """
    huishouden = Gebeurtenis.type == HUISHOUDEN_GEWIJZIGD.name
    return or_(Gebeurtenis.client_id == client_id, Gebeurtenis.subject == client_id, huishouden)


async def add(session: AsyncSession, rows: Sequence[Mapping[str, object]]) -> None:
    """Write events at the end of the log, in this order."""
    await session.execute(insert(Gebeurtenis), list(rows))


async def na(session: AsyncSession, positie: int, aantal: int) -> list[Gebeurd]:
    """The next events after a position, in order."""
    return await _gebeurd(session, aantal, Gebeurtenis.positie > positie)


async def geparkeerd_na(session: AsyncSession, positie: int, aantal: int) -> list[Gebeurd]:
    """The next parked events after a position, in order."""
    return await _gebeurd(session, aantal, Gebeurtenis.positie > positie, Gebeurtenis.reden.is_not(None))


async def _gebeurd(session: AsyncSession, aantal: int, *conditions: ColumnElement[bool]) -> list[Gebeurd]:
    table = Gebeurtenis
    query = select(table.positie, table.type, table.sequence, table.data, table.reden).where(*conditions)
    return [Gebeurd(*row) for row in await session.execute(query.order_by(table.positie).limit(aantal))]


async def parkeer(session: AsyncSession, redenen: Mapping[int, str | None]) -> None:
    """Keep per position why an event is parked, or that it is no longer."""
    if redenen:
        waarde = case(dict(redenen), value=Gebeurtenis.positie)
        await session.execute(update(Gebeurtenis).where(Gebeurtenis.positie.in_(redenen)).values(reden=waarde))


async def aantal_geparkeerd(session: AsyncSession) -> int:
    """How many events stand in no read model."""
    query = select(func.count()).select_from(Gebeurtenis).where(Gebeurtenis.reden.is_not(None))
    return int((await session.execute(query)).scalar_one())


async def oudste_geparkeerd(session: AsyncSession) -> datetime | None:
    """When the first of the events that are parked happened."""
    query = select(func.min(Gebeurtenis.time)).where(Gebeurtenis.reden.is_not(None))
    return (await session.execute(query)).scalar_one()


async def laatste_positie(session: AsyncSession) -> int:
    """Of the newest event; 0 when the log is empty."""
    return int((await session.execute(select(func.coalesce(func.max(Gebeurtenis.positie), 0)))).scalar_one())


async def laatste_per_subject(session: AsyncSession, event_type: str) -> dict[str, object]:
    """The data of the newest event of a type, by subject."""
    table = Gebeurtenis
    nieuwste = select(func.max(table.positie)).where(table.type == event_type).group_by(table.subject)
    query = select(table.subject, table.data).where(table.positie.in_(nieuwste))
    return {subject: json.loads(data) for subject, data in await session.execute(query)}


async def zoek(session: AsyncSession, vraag: Zoekvraag, na_positie: int, aantal: int) -> list[Gebeurtenis]:
    """The next events of a list, in the order in which they became visible."""
    conditions: list[ColumnElement[bool]] = [Gebeurtenis.positie > na_positie]
    if vraag.gemeenten is not None:
        noemt = [Gebeurtenis.gemeenten.contains(f",{each},", autoescape=True) for each in sorted(vraag.gemeenten)]
        conditions.append(
            or_(Gebeurtenis.gemeente.in_(vraag.gemeenten), and_(Gebeurtenis.gemeente.is_(None), or_(*noemt)))
        )
    if vraag.types:
        conditions.append(Gebeurtenis.type.in_(vraag.types))
    if vraag.subject is not None:
        conditions.append(Gebeurtenis.subject == vraag.subject)
    if vraag.geparkeerd:
        conditions.append(Gebeurtenis.reden.is_not(None))
    query = select(Gebeurtenis).where(*conditions).order_by(Gebeurtenis.positie).limit(aantal)
    return list((await session.execute(query)).scalars())
