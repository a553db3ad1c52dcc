"""Declarations that wait for an assignment (OP080)."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import upsert
from declaratie.tables import (
    WachtendeDeclaratie,
)

PER_KEER = 1000
"""How many waiting messages are taken up at a time."""


async def laat_wachten(session: AsyncSession, bericht_id: str, gemeente: str, agb: str, tot: datetime) -> None:
    """Note that a WMO323 waits for an assignment."""
    row = upsert(session, WachtendeDeclaratie).values(bericht_id=bericht_id, gemeente=gemeente, agb=agb, wacht_tot=tot)
    await session.execute(row.on_conflict_do_nothing())


async def hervat_van(session: AsyncSession, gemeente: str, agb: str) -> list[str]:
    """Take the messages of a provider that wait off the list; their ids."""
    wacht = (WachtendeDeclaratie.gemeente == gemeente) & (WachtendeDeclaratie.agb == agb)
    return await _neem(session, wacht)


async def hervat_verlopen(session: AsyncSession, op: datetime) -> list[str]:
    """Take the messages whose wait is over off the list, a limited number at a time; their ids."""
    verlopen = select(WachtendeDeclaratie.bericht_id).where(WachtendeDeclaratie.wacht_tot <= op).limit(PER_KEER)
    return await _neem(session, WachtendeDeclaratie.bericht_id.in_(verlopen))


async def _neem(session: AsyncSession, welke: ColumnElement[bool]) -> list[str]:
    taken = delete(WachtendeDeclaratie).where(welke).returning(WachtendeDeclaratie.bericht_id)
    return sorted((await session.execute(taken)).scalars())
