"""Declarations that wait for an assignment (OP080)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from berichtenverkeer.post import Berichtstatus
from berichtenverkeer.tables import berichten
from chassis.database import upsert
from declaratie.tables import WachtendeDeclaratie

PER_KEER = 1000
"""How many waiting messages are taken up at a time."""


async def laat_wachten(session: AsyncSession, bericht_id: str, gemeente: str, agb: str, tot: datetime) -> None:
    """Note that a WMO323 waits for an assignment."""
    row = upsert(session, WachtendeDeclaratie).values(bericht_id=bericht_id, gemeente=gemeente, agb=agb, wacht_tot=tot)
    await session.execute(row.on_conflict_do_nothing())


async def wacht_tot(session: AsyncSession, bericht_ids: Collection[str]) -> dict[str, datetime]:
    """Until when each of these messages waits, where that was said of it; also a moment that has passed."""
    query = select(WachtendeDeclaratie).where(WachtendeDeclaratie.bericht_id.in_(bericht_ids))
    return {each.bericht_id: each.wacht_tot for each in (await session.execute(query)).scalars()}


async def wachtend(session: AsyncSession) -> list[tuple[WachtendeDeclaratie, datetime]]:
    """The messages that wait and when they came in, the oldest first."""
    query = (
        select(WachtendeDeclaratie, berichten.c.op)
        .join(berichten, berichten.c.id == WachtendeDeclaratie.bericht_id)
        .where(berichten.c.status == Berichtstatus.ONTVANGEN)
    )
    return [(each, op) for each, op in await session.execute(query.order_by(berichten.c.op).limit(PER_KEER))]


async def wacht_niet_meer(session: AsyncSession, bericht_id: str, op: datetime) -> bool:
    """Let a message wait until this moment only; it stays on the list until it was judged. False when it waits not.

    Who judges it reads here that it is not to wait any more: so nobody takes it off the list before.
    """
    statement = update(WachtendeDeclaratie).where(WachtendeDeclaratie.bericht_id == bericht_id).values(wacht_tot=op)
    return (await session.execute(statement.returning(WachtendeDeclaratie.bericht_id))).first() is not None


async def vergeet_vernietigde(session: AsyncSession, bericht_ids: Collection[str]) -> int:
    """Take those of these messages off the list that are in the post no more; how many."""
    in_post = select(berichten.c.id).where(berichten.c.id.in_(bericht_ids))
    weg = WachtendeDeclaratie.bericht_id.in_(bericht_ids) & WachtendeDeclaratie.bericht_id.not_in(in_post)
    return len(await _neem(session, weg))


async def hervat_van(
    session: AsyncSession, waar: Collection[tuple[str, str]], op: datetime
) -> dict[tuple[str, str], list[str]]:
    """Take what still waits for these municipalities and providers off the list: per pair the ids, in order."""
    wie = tuple_(WachtendeDeclaratie.gemeente, WachtendeDeclaratie.agb)
    found: dict[tuple[str, str], list[str]] = {each: [] for each in waar}
    for gemeente, agb, bericht_id in sorted(await _neem(session, wie.in_(waar) & (WachtendeDeclaratie.wacht_tot > op))):
        found[gemeente, agb].append(bericht_id)
    return found


async def hervat_verlopen(session: AsyncSession, op: datetime, wacht: timedelta) -> list[str]:
    """Take the messages whose wait is over off the list, a limited number at a time; their ids.

    Not what was let go before its time: that was told then, and whoever judges it still has to read so.
    """
    # Looked up for each that waits, and not as a join: they are few, and messages are many.
    gekomen = select(berichten.c.op).where(berichten.c.id == WachtendeDeclaratie.bericht_id).scalar_subquery()
    is_om = func.coalesce(gekomen, op - wacht) <= op - wacht
    verlopen = select(WachtendeDeclaratie.bericht_id).where(WachtendeDeclaratie.wacht_tot <= op, is_om)
    return sorted(
        each for _, _, each in await _neem(session, WachtendeDeclaratie.bericht_id.in_(verlopen.limit(PER_KEER)))
    )


async def vergeet(session: AsyncSession, bericht_ids: Collection[str]) -> None:
    """Take messages that are judged off the list."""
    await session.execute(delete(WachtendeDeclaratie).where(WachtendeDeclaratie.bericht_id.in_(bericht_ids)))


async def _neem(session: AsyncSession, welke: ColumnElement[bool]) -> list[tuple[str, str, str]]:
    """Whose they were, and their ids."""
    table = WachtendeDeclaratie
    taken = await session.execute(delete(table).where(welke).returning(table.gemeente, table.agb, table.bericht_id))
    return [(gemeente, agb, bericht_id) for gemeente, agb, bericht_id in taken]
