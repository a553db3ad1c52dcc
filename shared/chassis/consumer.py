"""Taking events in: exactly one effect per event, patience with a stumble, dead letters for what cannot be done."""

import asyncio
import sqlite3
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import httpx
from opentelemetry.trace import SpanKind
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import InterfaceError, OperationalError

from chassis import tables
from chassis.bsn import mask_bsn
from chassis.counters import HANDLED
from chassis.database import upsert
from chassis.events import Event, UnreadableEvent, decode, wanted
from chassis.identifiers import new_id
from chassis.log import DEPENDENCY_AWAITED, EVENT_DEAD, EVENT_RETRIED, log
from chassis.service import Room
from chassis.tracing import span
from chassis.work import Work

RETRY_SECONDS = (0.1, 0.5, 2.0)
"""Pauses between the attempts on one event; after the last it goes to the dead letters."""
AWAY_SECONDS = 2.0
"""Pause while the database or another service is away: that is no fault of the event."""
AWAY_STATUS = {502, 503, 504}
SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}


@dataclass(frozen=True)
class Message:
    """What came off a bus: the raw body, and the event in it unless it is unreadable."""

    body: str
    event: Event | None
    reason: str = ""


def read_message(body: bytes) -> Message:
    """The message in `body`; what cannot be read keeps its reason for the dead letters."""
    # PostgreSQL keeps no NUL in a text, and a message that cannot be stored would come back forever.
    text = body.decode("utf-8", errors="replace").replace("\0", "\ufffd")
    try:
        return Message(text, decode(text))
    except UnreadableEvent as error:
        return Message(text, None, str(error))


class Consumer:
    """The inbox of one room."""

    def __init__(self, room: Room) -> None:
        self.room = room

    async def deliver(self, messages: Sequence[Message]) -> None:
        """Handle messages in order. On return each has had its effect once, or lies in the dead letters.

        All go in one transaction; if one fails, each gets its own and the failing one is tried again.
        """
        try:
            async with self.room.work() as work:
                await handle_all(work, self.room, messages)
            HANDLED.labels(self.room.service.name, "verwerkt").inc(len(messages))
        except Exception as error:  # noqa: BLE001  any error of any handler; each message is tried by itself below
            if len(messages) == 1 and isinstance(error, UnreadableEvent):
                await self.bury(messages[0], error)
                return
            for message in messages:
                await self._with_patience(message)

    async def _with_patience(self, message: Message) -> None:
        attempt = 0
        while True:
            try:
                async with self.room.work() as work:
                    await handle_all(work, self.room, [message])
                HANDLED.labels(self.room.service.name, "verwerkt").inc()
                return
            except Exception as error:  # noqa: BLE001  a handler may fail in any way; nothing may stop the rest
                if is_away(error):
                    await self._await_return(error)
                    continue
                if isinstance(error, UnreadableEvent) or attempt == len(RETRY_SECONDS):
                    await self.bury(message, error)
                    return
                self._log_retry(message, error, attempt)
                await asyncio.sleep(RETRY_SECONDS[attempt])
                attempt += 1

    def _log_retry(self, message: Message, error: Exception, attempt: int) -> None:
        assert message.event is not None  # an unreadable message is not retried
        HANDLED.labels(self.room.service.name, "opnieuw").inc()
        log(
            EVENT_RETRIED,
            service=self.room.service.name,
            event_id=message.event.id,
            type=message.event.type,
            error=type(error).__name__,
            attempt=attempt + 1,
        )

    async def bury(self, message: Message, error: Exception) -> None:
        """Store the message with the dead letters, with the reason and without a BSN in it."""
        reason = mask_bsn(f"{type(error).__name__}: {error}")[:1000]
        event_id = f"{message.event.source}/{message.event.id}" if message.event else f"unreadable/{new_id()}"
        event_type = message.event.type if message.event else "unreadable"
        HANDLED.labels(self.room.service.name, "dead").inc()
        trace = "".join(traceback.format_tb(error.__traceback__))
        log(EVENT_DEAD, service=self.room.service.name, event_id=event_id, type=event_type, error=reason, trace=trace)
        await self._store_dead(event_id, event_type, message.body, reason)

    async def _store_dead(self, event_id: str, event_type: str, body: str, reason: str) -> None:
        """Keep trying: a message that is neither handled nor stored would be lost."""
        while True:
            try:
                async with self.room.work() as work:
                    row = {"event_id": event_id, "type": event_type, "body": body, "reason": reason}
                    await work.session.execute(
                        delete(tables.dead_letters).where(tables.dead_letters.c.event_id == event_id)
                    )
                    await work.session.execute(insert(tables.dead_letters).values(**row, created_at=work.now))
                return
            except (OperationalError, InterfaceError) as error:
                await self._await_return(error)

    async def _await_return(self, error: Exception) -> None:
        """Wait for what is away. Raises the error when the process has to stop: the bus keeps the message."""
        log(DEPENDENCY_AWAITED, service=self.room.service.name, error=type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(self.room.stopping.wait(), AWAY_SECONDS)
        if self.room.stopping.is_set():
            raise error


def is_away(error: Exception) -> bool:
    """Whether the database or another service is away, so that trying later is all there is to do."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in AWAY_STATUS
    if isinstance(error, OperationalError):
        # SQLite calls a faulty query an operational error too; PostgreSQL does not.
        code = getattr(error.orig, "sqlite_errorcode", None)
        return code is None or code & 0xFF in SQLITE_AWAY
    return isinstance(error, InterfaceError | httpx.TransportError)


async def handle_all(work: Work, room: Room, messages: Sequence[Message]) -> None:
    """Let the room handle these messages in order, and then what it does after a delivery. Raises as `handle`."""
    for message in messages:
        await handle(work, room, message)
    if room.service.after_delivery is not None:
        await room.service.after_delivery(work)


async def handle(work: Work, room: Room, message: Message) -> None:
    """Let every subscription of the room handle the message, unless the inbox has it already.

    Raises UnreadableEvent, and whatever a handler raises.
    """
    if message.event is None:
        raise UnreadableEvent(message.reason)
    subscriptions = wanted(room.service.subscriptions, message.event.type)
    if not subscriptions:
        return
    with span(f"handle {message.event.type}", SpanKind.CONSUMER, message.event.traceparent, dienst=room.service.name):
        if await _is_new(work, f"{message.event.source}/{message.event.id}"):
            for subscription in subscriptions:
                await subscription.handle(work, message.event)


async def _is_new(work: Work, event_id: str) -> bool:
    """Write the event in the inbox; False when it stood there already."""
    row = upsert(work.session, tables.inbox).values(event_id=event_id, received_at=work.now)
    written = await work.session.execute(row.on_conflict_do_nothing().returning(tables.inbox.c.event_id))
    return written.first() is not None


@dataclass(frozen=True)
class DeadLetter:
    """An event that could not be handled, as people look at it."""

    event_id: str
    type: str
    reason: str
    created_at: str


async def dead_letters(work: Work) -> list[DeadLetter]:
    """The dead letters of this service, oldest first."""
    table = tables.dead_letters
    found = await work.session.execute(select(table).order_by(table.c.created_at, table.c.event_id))
    return [DeadLetter(row.event_id, row.type, row.reason, row.created_at.isoformat()) for row in found]


async def count_dead_letters(work: Work) -> int:
    """How many events wait for somebody to look at them."""
    return int((await work.session.execute(select(func.count()).select_from(tables.dead_letters))).scalar_one())


async def replay(room: Room, event_id: str) -> bool:
    """Handle a dead letter again. False when there is none by that id.

    What the handler raises is raised here, and the dead letter stays.
    """
    table = tables.dead_letters
    async with room.work() as work:
        found = (
            await work.session.execute(delete(table).where(table.c.event_id == event_id).returning(table.c.body))
        ).first()
        if found is None:
            return False
        await handle_all(work, room, [read_message(str(found.body).encode())])
    return True
