"""The worker process of one service: consume, relay, and say whether it is well."""

import asyncio
from functools import partial

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import URL

from chassis.bus_rabbit import Topology, intakes, publishing, take_in
from chassis.database import KEEPALIVE
from chassis.parts import start_parts, wait_for_any
from chassis.relay import LOCK, RELAY, Publish, Wait, relay_forever, wait_within
from chassis.service import Room
from chassis.ticks import ticks_of
from chassis.told import BIJPRATEN
from chassis.work import NOTIFY

FOLLOW_SECONDS = 2.0
"""How often a second worker looks whether the relay of the first is gone."""


async def run_worker(room: Room, topology: Topology, stop: asyncio.Event) -> None:
    """Run until `stop`, each part apart: what one lacks is awaited, makes readiness red, and leaves the others at work.

    Nobody is cancelled: a part ends by itself once `room.stopping` is set, also when this is cancelled.
    """
    url = room.settings.broker_url
    assert url is not None  # a worker without a broker is refused by the command line
    room.stopping = asyncio.Event()
    taking = {
        intake.part: partial(take_in, room, topology, url, intake) for intake in intakes(topology, room.service.name)
    }
    parts = start_parts(
        room, {RELAY: partial(relay_as_leader, room, topology, url), **taking, **ticks_of(room, BIJPRATEN)}
    )
    try:
        await wait_for_any(None, stop)
    finally:
        room.stopping.set()
        await asyncio.gather(*parts)


async def relay_as_leader(room: Room, topology: Topology, url: str) -> None:
    """One relay per service, however many workers run: the one that holds the lock in PostgreSQL.

    The same connection listens for commits, of the API processes and of our own, so that no event waits for the poll.
    Raises whatever keeps the database or the broker away.
    """
    if room.database.is_sqlite:
        async with publishing(room, topology, url) as (publish, lost):
            await _relay(room, publish, lost, partial(wait_within, room))
        return
    async with await connect_alone(room) as connection:
        if await _leads(room, connection):
            await connection.execute(f"LISTEN {NOTIFY}")
            async with publishing(room, topology, url) as (publish, lost):
                await _relay(room, publish, lost, partial(_listen, connection))


async def _relay(room: Room, publish: Publish, lost: asyncio.Event, wait: Wait) -> None:
    async def wait_while_connected(seconds: float) -> None:
        await wait(seconds)
        if lost.is_set():
            raise ConnectionError("the broker is gone")

    await relay_forever(room, publish, wait_while_connected)


async def connect_alone(room: Room) -> psycopg.AsyncConnection[tuple[object, ...]]:
    """A connection beside the pool. When this machine is gone without a word, the server ends it, and so its locks.

    A pooler takes no options, and has to watch its clients by itself.
    """
    server = " ".join(f"-c tcp_{name}={value}" for name, value in KEEPALIVE.items() if name.startswith("keepalives_"))
    options = None if room.settings.pools_sessions else server
    address = make_conninfo(_address(room.direct_url), options=options, **KEEPALIVE)
    return await psycopg.AsyncConnection.connect(address, autocommit=True)


async def _leads(room: Room, connection: psycopg.AsyncConnection[tuple[object, ...]]) -> bool:
    """Wait until the lock is ours; False when the process has to stop first."""
    while not room.stopping.is_set():
        found = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))).fetchone()
        if found == (True,):
            return True
        room.failures.pop(RELAY, None)  # another relays
        await wait_for_any(FOLLOW_SECONDS, room.stopping)
    return False


async def _listen(connection: psycopg.AsyncConnection[tuple[object, ...]], seconds: float) -> None:
    """Wait for a commit that told something. Raises psycopg.OperationalError when the connection and the lock are gone.

    Not for the wake of the room: PostgreSQL tells of our own commits too, and each would be looked at twice.
    """
    async for _ in connection.notifies(timeout=seconds, stop_after=1):
        pass


def _address(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
