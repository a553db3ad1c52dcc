"""Taking events in: exactly one effect per event, patience with a stumble, dead letters for what cannot be done."""

import asyncio
import traceback
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import compress

from opentelemetry.trace import SpanKind
from pydantic import ValidationError
from sqlalchemy import Executable, delete, func, insert, select, tuple_

from chassis import tables
from chassis.away import asked_pause, is_away, name_of
from chassis.bsn import mask_bsn
from chassis.counters import HANDLED
from chassis.database import Inserter, made_once
from chassis.events import Event, UnreadableEvent, decode, gemeenten_in
from chassis.identifiers import new_id
from chassis.log import DEPENDENCY_AWAITED, EVENT_DEAD, EVENT_DROPPED, EVENT_RETRIED, REPLAY_FAILED, log
from chassis.parts import wait_for_any
from chassis.service import Room
from chassis.subscriptions import asked_by, wanted
from chassis.tokens import Caller
from chassis.tracing import span
from chassis.turns import in_parts, take_turns
from chassis.work import Work

RETRY_SECONDS = (0.1, 0.5, 2.0)
"""Pauses between the attempts on one event; after the last it goes to the dead letters."""
AWAY_SECONDS = 2.0
"""Pause while the database or another service is away: that is no fault of the event."""


def _said(error: Exception) -> str:
    """What went wrong, without what it went wrong with: an answer of another service may be about a person."""
    if isinstance(error, ValidationError):
        wrong = error.errors(include_input=False, include_context=False, include_url=False)
        return ", ".join(f"{'.'.join(map(str, each['loc']))} ({each['type']})" for each in wrong)
    return str(error)


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
    """The inbox of one room; `part` is what it is called among the failures of the room."""

    def __init__(self, room: Room, part: str = "consumer") -> None:
        self.room = room
        self._part = part

    async def deliver(self, messages: Sequence[Message], *, wait: bool = True) -> list[bool]:
        """Handle messages in order. On return each has had its effect once, or lies in the dead letters.

        All go in one transaction; if one fails, each gets its own and the failing one is tried again. Without `wait`,
        what another worker is at is left. Which were done.
        """
        done = [True] * len(messages)
        try:
            async with self.room.work() as work:
                done = await take_turns(work, [turns_of(self.room, each) for each in messages], wait=wait)
                await handle_all(work, self.room, list(compress(messages, done)))
            HANDLED.labels(self.room.service.name, "verwerkt").inc(sum(done))
        except Exception as error:  # noqa: BLE001  any error of any handler; each message is tried by itself below
            tried = list(compress(messages, done))
            if len(tried) == 1 and isinstance(error, UnreadableEvent):
                await self.bury(tried[0], error)
                return done
            for message in tried:
                await self._with_patience(message)
        self.room.failures.pop(self._part, None)
        return done

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
        """Store the message with the dead letters, with the reason and without personal data in it."""
        reason = mask_bsn(f"{type(error).__name__}: {_said(error)}")[:1000]
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
            except Exception as error:
                if not is_away(error):
                    raise
                await self._await_return(error)

    async def _await_return(self, error: Exception) -> None:
        """Wait for what is away. Raises the error when the process has to stop: the bus keeps the message."""
        seconds = max(AWAY_SECONDS, asked_pause(error, self.room.clock()) or 0)
        self.room.failures[self._part] = f"wacht: {name_of(error)}"
        log(DEPENDENCY_AWAITED, service=self.room.service.name, error=name_of(error))
        await wait_for_any(seconds, self.room.stopping)
        if self.room.stopping.is_set():
            raise error


def turns_of(room: Room, message: Message) -> Set[str]:
    """What a message is about that no two workers of the room may be at together."""
    return set() if message.event is None else asked_by(room.service.subscriptions, message.event).keys


async def handle_all(work: Work, room: Room, messages: Sequence[Message]) -> None:
    """Let the room handle these messages, in order per turn, with what it does before and after a delivery.

    Raises UnreadableEvent, and whatever a handler raises.
    """
    heard = [_readable(message) for message in messages]
    heard = [event for event in heard if wanted(room.service.subscriptions, event.type)]
    if room.service.before_delivery is not None:
        await room.service.before_delivery(work, heard)
    new = await _new_among(work, heard)
    for part in in_parts([asked_by(room.service.subscriptions, event) for event in new]):
        await _handle(work, room, [new[place] for place in part])
    if room.service.after_delivery is not None:
        await room.service.after_delivery(work)


def _readable(message: Message) -> Event:
    if message.event is None:
        raise UnreadableEvent(message.reason)
    return message.event


async def _handle(work: Work, room: Room, events: Sequence[Event]) -> None:
    """Let every subscription of the room handle events of one type."""
    first = events[0]
    with span(f"handle {first.type}", SpanKind.CONSUMER, first.traceparent, dienst=room.service.name):
        for subscription in wanted(room.service.subscriptions, first.type):
            await subscription.handle(work, events)


def _key(event: Event) -> str:
    return f"{event.source}/{event.id}"


async def _new_among(work: Work, events: Sequence[Event]) -> list[Event]:
    """Write the events in the inbox, in one statement; those that did not stand there already, each once."""
    each_once = {_key(event): event for event in events}
    if not each_once:
        return []
    rows = [{"event_id": key, "received_at": work.now} for key in sorted(each_once)]
    new = set((await work.session.execute(_insert_new(work.session), rows)).scalars())
    return [event for key, event in each_once.items() if key in new]


@made_once
def _insert_new(insert: Inserter) -> Executable:
    return insert(tables.inbox).on_conflict_do_nothing().returning(tables.inbox.c.event_id)


@dataclass(frozen=True)
class DeadLetter:
    """An event that could not be handled, as people look at it."""

    event_id: str
    type: str
    reason: str
    created_at: datetime
    gemeenten: frozenset[str]
    """Which municipalities it is about; none when it is about all, or cannot be read."""


async def dead_letters(work: Work, after: tuple[datetime, str] | None = None) -> list[DeadLetter]:
    """The dead letters of this service, oldest first: all, or those from after a moment and an id."""
    table = tables.dead_letters
    query = select(table).order_by(table.c.created_at, table.c.event_id)
    if after is not None:
        query = query.where(tuple_(table.c.created_at, table.c.event_id) > after)
    found = await work.session.execute(query)
    return [DeadLetter(row.event_id, row.type, row.reason, row.created_at, gemeenten_in(row.body)) for row in found]


async def count_dead_letters(work: Work) -> int:
    """How many events wait for somebody to look at them."""
    return int((await work.session.execute(select(func.count()).select_from(tables.dead_letters))).scalar_one())


async def dead_letter_body(work: Work, event_id: str) -> str | None:
    """The event of a dead letter as it came, without a BSN in it; None when there is none by that id."""
    table = tables.dead_letters
    body = (await work.session.execute(select(table.c.body).where(table.c.event_id == event_id))).scalar_one_or_none()
    return None if body is None else mask_bsn(body)


async def drop(work: Work, event_id: str, reason: str, caller: str) -> bool:
    """Throw a dead letter away; why, and by whom, stands in the log. False when there is none by that id."""
    table = tables.dead_letters
    gone = await work.session.execute(delete(table).where(table.c.event_id == event_id).returning(table.c.type))
    found = gone.first()
    if found is not None:
        # Heard, and done with: else it would be told again as something that never came in.
        await work.session.execute(insert(tables.inbox).values(event_id=event_id, received_at=work.now))
        log(EVENT_DROPPED, event_id=event_id, type=found.type, reason=mask_bsn(reason), caller=caller)
    return found is not None


async def replay_all(room: Room, caller: Caller) -> tuple[int, int]:
    """Handle every dead letter of the caller again, oldest first: how many were handled, and how many stay."""
    async with room.work(writes=False) as work:
        waiting = [each.event_id for each in await dead_letters(work) if caller.serves_all(each.gemeenten)]
    handled = 0
    for event_id in waiting:
        try:
            handled += await replay(room, event_id)
        except Exception as error:  # noqa: BLE001  whatever the handler meets again; the rest goes on
            if is_away(error):
                break  # so would the others
            HANDLED.labels(room.service.name, "opnieuw").inc()
            log(REPLAY_FAILED, service=room.service.name, event_id=event_id, error=type(error).__name__)
    return handled, len(waiting) - handled


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
