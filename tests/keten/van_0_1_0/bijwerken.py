"""The databases of release 0.1.0, upgraded, and what is in them."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from tests.keten.van_0_1_0.laden import blokkerend, leg_neer, migreer

from chassis.bus_embedded import EmbeddedBus
from chassis.housekeeping import ruim_op
from chassis.service import Room
from monitoring.usecases.verwerk import haal_achterstand_in

VULT = {
    "toegang": ("toegang_0012", "toegang_0013"),
    "toewijzing": ("toewijzing_0012", "toewijzing_0013"),
    "declaratie": ("declaratie_0011", "declaratie_0012"),
    "monitoring": ("0010", "0011"),
}
"""The revision that fills from history, and the one before it."""

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


async def voor_het_vullen(rooms: Rooms) -> None:
    """Bring each database to where it is about to be filled."""
    for dienst, (ervoor, _) in VULT.items():
        await asyncio.to_thread(migreer, rooms[dienst], ervoor)


async def zonder_te_vullen(rooms: Rooms) -> None:
    """Bring each database to the tables of today, without what is filled from history."""
    await voor_het_vullen(rooms)
    for dienst, (_, vult) in VULT.items():
        verander(rooms[dienst], f"UPDATE alembic_version SET version_num = '{vult}'")
        await rooms[dienst].migrate()


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
