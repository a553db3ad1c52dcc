"""From the outbox to the bus: in order, and marked as published only after the bus has it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from sqlalchemy import func, select, text, update

from chassis import tables
from chassis.counters import PUBLISHED
from chassis.log import EVENTS_PUBLISHED, log
from chassis.parts import wait_for_any
from chassis.service import Room
from chassis.work import NOTIFY, Work

BATCH = 200
LOCK = crc32(NOTIFY.encode())
"""The advisory lock in PostgreSQL of the one relay of a service."""
_LOCK_HELD = text("""
SELECT EXISTS (
  SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database AND datname = current_database()
  WHERE locktype = 'advisory' AND granted AND (classid, objid, objsubid) = (0, :key, 1)
)
""")
RELAY = "relay"
"""What it is called among the parts of a process."""
POLL_SECONDS = 1.0
"""How long an event waits at most when the wake-up is missed."""


@dataclass(frozen=True)
class Outgoing:
    """One row of the outbox on its way."""

    position: int
    id: str
    type: str
    body: bytes


Publish = Callable[[Sequence[Outgoing]], Awaitable[None]]
"""Brings rows to the bus, in order; returns when the bus has taken responsibility for all of them."""


async def relay_once(room: Room, publish: Publish) -> int:
    """Publish one batch; the number of events. An exception of `publish` leaves all of them unpublished.

    What the bus has and could not be marked, as on a database that only reads, is marked first and not told again.
    """
    await _mark(room)
    table = tables.outbox
    async with room.work(writes=False) as work:
        query = select(table).where(table.c.published_at.is_(None)).order_by(table.c.position).limit(BATCH)
        found = (await work.session.execute(query)).all()
    if not found:
        return 0
    batch = [Outgoing(row.position, row.id, row.type, row.body.encode()) for row in found]
    await publish(batch)
    room.confirmed = [row.id for row in batch]
    await _mark(room)
    PUBLISHED.labels(room.service.name).inc(len(batch))
    log(EVENTS_PUBLISHED, service=room.service.name, count=len(batch))
    return len(batch)


async def _mark(room: Room) -> None:
    """Mark what is confirmed as published, by id: a position could be that of another event after a restore."""
    if room.confirmed:
        done = tables.outbox.c.id.in_(room.confirmed)
        await room.database.carry_out(update(tables.outbox).where(done).values(published_at=room.clock()))
        room.confirmed = []


Wait = Callable[[float], Awaitable[None]]
"""Waits so many seconds at most for the next event in the outbox; raises when what the relay needs is gone."""


async def relay_forever(room: Room, publish: Publish, wait: Wait) -> None:
    """Publish until `room.stopping`, at once when there is something to be told.

    Raises whatever keeps the bus or the database away: nothing is lost, and who runs this starts it again.
    """
    while not room.stopping.is_set():
        room.wake.clear()
        published = await relay_once(room, publish)
        room.failures.pop(RELAY, None)
        await wait(0 if published == BATCH else POLL_SECONDS)


async def wait_within(room: Room, seconds: float) -> None:
    """The wait of a relay in the process that tells: it needs no database for it."""
    await wait_for_any(seconds, room.wake, room.stopping)


@dataclass(frozen=True)
class Backlog:
    """What waits in the outbox: how many events, and since when the oldest."""

    waiting: int
    oldest: datetime | None


async def backlog(work: Work) -> Backlog:
    """The events of this service that the bus does not have yet."""
    table = tables.outbox
    query = select(func.count(), func.min(table.c.created_at)).where(table.c.published_at.is_(None))
    waiting, oldest = (await work.session.execute(query)).one()
    return Backlog(waiting, oldest)


async def relay_runs(room: Room, work: Work) -> bool:
    """Whether some process holds the lock of the relay. Without a broker, or on SQLite, each relays for itself."""
    if room.settings.broker_url is None or room.database.is_sqlite:
        return True
    return bool((await work.session.execute(_LOCK_HELD, {"key": LOCK})).scalar_one())


async def oldest_unpublished(work: Work) -> datetime | None:
    """Since when the event waits that is the next to be published."""
    table = tables.outbox
    query = select(table.c.created_at).where(table.c.published_at.is_(None)).order_by(table.c.position).limit(1)
    return (await work.session.execute(query)).scalar_one_or_none()
