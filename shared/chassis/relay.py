"""From the outbox to the bus: in order, and marked as published only after the bus has it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from chassis import tables
from chassis.counters import PUBLISHED
from chassis.log import EVENTS_PUBLISHED, PUBLISH_FAILED, log
from chassis.service import Room
from chassis.work import Work

BATCH = 200
POLL_SECONDS = 1.0
"""How long an event waits at most when the wake-up is missed."""
RETRY_SECONDS = 1.0


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
    """Publish one batch; the number of events. An exception of `publish` leaves all of them unpublished."""
    table = tables.outbox
    async with room.work(writes=False) as work:
        query = select(table).where(table.c.published_at.is_(None)).order_by(table.c.position).limit(BATCH)
        found = (await work.session.execute(query)).all()
    if not found:
        return 0
    batch = [Outgoing(row.position, row.id, row.type, row.body.encode()) for row in found]
    await publish(batch)
    done = table.c.position.in_([row.position for row in batch])
    await room.database.carry_out(update(table).where(done).values(published_at=room.clock()))
    PUBLISHED.labels(room.service.name).inc(len(batch))
    log(EVENTS_PUBLISHED, service=room.service.name, count=len(batch))
    return len(batch)


async def relay_forever(room: Room, publish: Publish, stop: asyncio.Event, wake: asyncio.Event) -> None:
    """Publish until `stop`, at once when `wake` says that there is something.

    A bus or database that is away is tried again, and nothing is lost meanwhile.
    """
    while not stop.is_set():
        wake.clear()
        try:
            published = await relay_once(room, publish)
        except Exception as error:  # noqa: BLE001  whatever keeps the bus away, the relay goes on trying
            room.failures["relay"] = type(error).__name__
            log(PUBLISH_FAILED, service=room.service.name, error=type(error).__name__, retry_seconds=RETRY_SECONDS)
            await wait_for_any(RETRY_SECONDS, stop)
            continue
        room.failures.pop("relay", None)
        if published < BATCH:
            await wait_for_any(POLL_SECONDS, wake, stop)


async def wait_for_any(seconds: float | None, *events: asyncio.Event) -> None:
    """Return as soon as one of the events is set, or after `seconds`; with None it waits as long as it takes."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        for wait in waits:
            with suppress(asyncio.CancelledError):
                await wait


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
