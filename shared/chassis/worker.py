"""The worker process of one service: consume, relay, and say whether it is well."""

import asyncio
from zlib import crc32

import psycopg
from aiormq.exceptions import AMQPError
from sqlalchemy.engine import URL

from chassis.bus_rabbit import Topology, run_worker_bus
from chassis.housekeeping import OPRUIMEN
from chassis.log import PUBLISH_FAILED, log
from chassis.relay import Publish, relay_forever, wait_for_any
from chassis.service import Room
from chassis.ticks import tick_forever
from chassis.told import BIJPRATEN
from chassis.work import NOTIFY

RECONNECT_SECONDS = 2.0
FOLLOW_SECONDS = 2.0
"""How often a second worker looks whether the relay of the first is gone."""


async def run_worker(room: Room, topology: Topology, stop: asyncio.Event) -> None:
    """Run until `stop`. A broker that is away is awaited; readiness is red meanwhile."""
    url = room.settings.broker_url
    assert url is not None  # a worker without a broker is refused by the command line
    ticks = [asyncio.create_task(tick_forever(room, tick, stop)) for tick in (*room.service.ticks, OPRUIMEN, BIJPRATEN)]
    try:
        await _stay_on_the_bus(room, topology, url, stop)
    finally:
        for tick in ticks:
            tick.cancel()
        await asyncio.gather(*ticks, return_exceptions=True)


async def _stay_on_the_bus(room: Room, topology: Topology, url: str, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await run_worker_bus(room, topology, url, stop, relay_as_leader)
        except (OSError, AMQPError, ExceptionGroup) as error:
            room.failures["broker"] = type(error).__name__
            log(PUBLISH_FAILED, service=room.service.name, error=type(error).__name__, retry_seconds=RECONNECT_SECONDS)
            await wait_for_any(RECONNECT_SECONDS, stop)


async def relay_as_leader(room: Room, publish: Publish, stop: asyncio.Event) -> None:
    """One relay per service, however many workers run: the one that holds the lock in PostgreSQL.

    The same connection listens for commits, of the API processes and of our own, so that no event waits for the poll.
    """
    if room.database.is_sqlite:
        await relay_forever(room, publish, stop, room.wake)
        return
    address = _address(room.direct_url)
    while not stop.is_set():
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
            lock = await connection.execute("SELECT pg_try_advisory_lock(%s)", (crc32(NOTIFY.encode()),))
            if await lock.fetchone() != (True,):
                await wait_for_any(FOLLOW_SECONDS, stop)
                continue
            await connection.execute(f"LISTEN {NOTIFY}")
            await _relay_while_listening(room, publish, stop, connection)


async def _relay_while_listening(
    room: Room, publish: Publish, stop: asyncio.Event, connection: psycopg.AsyncConnection[tuple[object, ...]]
) -> None:
    # Not the wake of the room: PostgreSQL tells of our own commits too, and each would be looked at twice.
    heard = asyncio.Event()

    async def listen() -> None:
        async for _ in connection.notifies():
            heard.set()
        raise ConnectionError("the connection that holds the lock of the relay is gone")

    async with asyncio.TaskGroup() as tasks:
        listening = tasks.create_task(listen())
        await relay_forever(room, publish, stop, heard)
        listening.cancel()


def _address(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
