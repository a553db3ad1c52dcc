"""The databases of release 0.1.0, upgraded, and what is in them."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from tests.keten.van_0_1_0.laden import blokkerend, leg_neer

from chassis.bus_embedded import EmbeddedBus
from chassis.housekeeping import ruim_op
from chassis.service import Room
from monitoring.usecases.verwerk import haal_achterstand_in

ZONDER_VULLEN = {
    "toegang": "toegang_0010",
    "toewijzing": "toewijzing_0012",
    "declaratie": "declaratie_0011",
    "monitoring": "0010",
}
"""The tables of today, before anything was filled from history."""

Rooms = Mapping[str, Room]


@asynccontextmanager
async def neergelegd(folder: Path, urls: Mapping[str, str]) -> AsyncIterator[Rooms]:
    """The databases as 0.1.0 left them."""
    rooms = await asyncio.to_thread(leg_neer, folder, urls)
    try:
        yield rooms
    finally:
        for room in rooms.values():
            await room.close()


@asynccontextmanager
async def bijgewerkt(folder: Path, urls: Mapping[str, str], *, ruimt_op: bool = True) -> AsyncIterator[Rooms]:
    """Upgraded, and all is carried.

    With `ruimt_op` every service first removes what is old: what was heard long ago must not be forgotten while it is
    told again.
    """
    async with neergelegd(folder, urls) as rooms:
        for room in rooms.values():
            await room.migrate()
            if ruimt_op:
                await ruim_op(room)
        await draag(rooms)
        yield rooms


async def draag(rooms: Rooms) -> None:
    """Carry what waits, and fold the whole log of monitoring."""
    await EmbeddedBus(list(rooms.values())).settle()
    async with rooms["monitoring"].work() as work:
        await haal_achterstand_in(work)


def rijen(room: Room, query: str) -> list[tuple[object, ...]]:
    """What a query gives, in one form on SQLite and PostgreSQL."""
    engine = blokkerend(room.database.url)
    with engine.begin() as connection:
        found = [tuple(map(_plat, row)) for row in connection.execute(sa.text(query))]
    engine.dispose()
    return found


def verander(room: Room, statement: str) -> None:
    """Change rows by hand."""
    engine = blokkerend(room.database.url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def _plat(waarde: object) -> object:
    return waarde.isoformat() if isinstance(waarde, date) else int(waarde) if isinstance(waarde, bool) else waarde
