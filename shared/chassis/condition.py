"""How a service is doing at this moment: what waits in it, what went wrong, and who works at it."""

from dataclasses import dataclass
from zlib import crc32

from sqlalchemy import func, select, text

from chassis import tables
from chassis.bus_rabbit import QueueState, queue_state
from chassis.database import is_postgresql
from chassis.relay import Backlog, backlog
from chassis.service import Room
from chassis.work import NOTIFY, Work

_RELAYS = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE locktype = 'advisory' AND granted AND datname = current_database()"
    " AND classid::bigint = 0 AND objid::bigint = :key"
)


@dataclass(frozen=True)
class Condition:
    """What somebody who looks after a service wants to know of it."""

    outbox: Backlog
    dead: Backlog
    """Dead letters: how many, and since when the oldest."""
    relays: int | None
    """Workers that bring the outbox to the bus; None on SQLite, where the process does it that writes."""
    queue: QueueState | None
    """None without a broker, or when it does not answer."""


async def look(room: Room) -> Condition:
    """The condition of a service. Raises OperationalError when its database is away."""
    async with room.work(writes=False) as work:
        outbox, dead, relays = await backlog(work), await _dead(work), await _relays(work)
    return Condition(outbox, dead, relays, await queue_state(room.settings, room.service.name))


async def _dead(work: Work) -> Backlog:
    query = select(func.count(), func.min(tables.dead_letters.c.created_at))
    count, oldest = (await work.session.execute(query)).one()
    return Backlog(count, oldest)


async def _relays(work: Work) -> int | None:
    """Who holds the lock that a relay works under, whichever process that is."""
    if not is_postgresql(work.session):
        return None
    return int((await work.session.execute(_RELAYS, {"key": crc32(NOTIFY.encode())})).scalar_one())
