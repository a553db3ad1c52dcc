"""How a service is doing at this moment: what waits in it, what went wrong, and who works at it."""

from dataclasses import dataclass

from sqlalchemy import func, select

from chassis import tables
from chassis.bus_rabbit import QueueState, queue_state
from chassis.relay import Backlog, backlog, relay_runs
from chassis.service import Room
from chassis.work import Work


@dataclass(frozen=True)
class Condition:
    """What somebody who looks after a service wants to know of it."""

    outbox: Backlog
    dead: Backlog
    """Dead letters: how many, and since when the oldest."""
    relays: bool
    """Whether some process brings the outbox to the bus."""
    queue: QueueState | None
    """None without a broker, or when it does not answer."""


async def look(room: Room) -> Condition:
    """The condition of a service. Raises OperationalError when its database is away."""
    async with room.work(writes=False) as work:
        outbox, dead, relays = await backlog(work), await _dead(work), await relay_runs(room, work)
    return Condition(outbox, dead, relays, await queue_state(room.settings, room.service.name))


async def overdue(room: Room) -> Backlog:
    """What had to go on by itself before now (`Waiting.until`): how many, and since when the oldest.

    A tick takes such things up every few seconds, so that one that is still there tells that it does not. All that
    waits is looked for, which is too much for who asks every few seconds.
    """
    async with room.work(writes=False) as work:
        waiting = [each for wait in room.service.waits for each in await wait.find(work)]
        due = [each.until for each in waiting if each.until is not None and each.until < work.now]
    return Backlog(len(due), min(due, default=None))


async def _dead(work: Work) -> Backlog:
    query = select(func.count(), func.min(tables.dead_letters.c.created_at))
    count, oldest = (await work.session.execute(query)).one()
    return Backlog(count, oldest)
