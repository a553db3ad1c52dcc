"""One unit of work: what a use case gets in its hands, and the one way to tell what happened."""

import asyncio
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import httpx
from sqlalchemy import ARRAY, Executable, String, Text, bindparam, cast, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import tables
from chassis.clock import local_date
from chassis.database import Inserter, is_postgresql, made_once
from chassis.events import Data, Event, EventType, encode
from chassis.identifiers import new_id
from chassis.settings import Settings
from chassis.tracing import current_traceparent
from chassis.vault import Vault

NOTIFY = "clientroute_outbox"
"""PostgreSQL channel on which a relay is woken after a commit."""
_KEYS = bindparam("keys", type_=ARRAY(Text))
_TURNS = text("SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(:keys) AS key").bindparams(_KEYS)
_FREE_TURNS = text(
    "SELECT key FROM unnest(:keys) AS key WHERE pg_try_advisory_xact_lock(hashtextextended(key, 0))"
).bindparams(_KEYS)
_INSERT = insert(tables.outbox)
_INSERT_AND_WAKE = _INSERT.returning(func.pg_notify(NOTIFY, ""))
"""The same, in one round trip; the relay hears it at the commit, and PostgreSQL sends equal notices once."""


@made_once
def _count_on(insert: Inserter) -> Executable:
    """Each subject counts on from its last sequence."""
    table = tables.sequences
    first = insert(table)
    more = {"last": table.c.last + first.excluded.last}
    return first.on_conflict_do_update(index_elements=["subject"], set_=more).returning(table.c.subject, table.c.last)


NUMBERED = re.compile(r'(?<="sequence": ")0{10}(?=")')
"""Where in an event its sequence stands; in no value of it, for there a quote is written otherwise."""


def _tell_one(*, with_line: bool) -> Executable:
    """All of that in one statement, for one event on PostgreSQL: its sequence comes between two parts of its body.

    With a line of the log of processings, as nearly every change has one.
    """
    table, told = tables.sequences, tables.outbox.c
    first = postgresql_insert(table).values(subject=bindparam("told_subject"), last=1)
    more = first.on_conflict_do_update(index_elements=["subject"], set_={"last": table.c.last + 1})
    counted = more.returning(table.c.last).cte("counted")
    sequence = func.lpad(cast(counted.c.last, String), 10, "0")
    body = bindparam("told_head", type_=Text).concat(sequence).concat(bindparam("told_tail", type_=Text))
    given = (bindparam(f"told_{each.name}", type_=each.type) for each in (told.id, told.type, told.created_at))
    row = select(*given, body).select_from(counted)
    tell = _INSERT.from_select(["id", "type", "created_at", "body"], row).returning(func.pg_notify(NOTIFY, ""))
    if not with_line:
        return tell
    line = {each.name: bindparam(f"line_{each.name}", type_=each.type) for each in tables.logregels.c}
    return tell.add_cte(insert(tables.logregels).values(line).cte("line"))


_INSERT_LINES = insert(tables.logregels)
_TELL_ONE = _tell_one(with_line=False)
_TELL_ONE_WITH_LINE = _tell_one(with_line=True)


@dataclass(frozen=True)
class Note:
    """Whose data a unit of work reads or changes; `wat` says it for people, `onderwerp` is the id of what it was."""

    client_id: str
    wat: str = ""
    onderwerp: str | None = None


@dataclass(frozen=True)
class Work:
    """One transaction of one service. The door that opened it commits; no use case does."""

    session: AsyncSession
    now: datetime
    vault: Vault
    source: str
    """CloudEvents source of this service."""
    peers: Mapping[str, httpx.AsyncClient]
    """The public APIs of the other services, by name, with this service's own rights."""
    settings: Settings
    told: list[Event] = field(default_factory=list)
    """What was told and is not in the outbox yet; who goes back to a savepoint takes off what was told since."""
    noted: list[Note] = field(default_factory=list)
    """Whose data it is about, for the log of processings: the door writes the lines."""
    lines: list[dict[str, object]] = field(default_factory=list)
    """Rows of the log of processings, written at the end (`chassis.logboek`)."""
    asked: dict[str, asyncio.Task[object]] = field(default_factory=dict)
    """What others were asked ahead of its use, under a key of the service's own; it ends with the unit of work."""

    @property
    def today(self) -> date:
        """The calendar date in the Netherlands."""
        return local_date(self.now)

    async def tell(self, event_type: EventType[Data], subject: str, data: Data, *, event_id: str | None = None) -> None:
        """Tell this at the end of the transaction: it is told if and only if the change is kept.

        `event_id`: of what happens once and has an id already (NL GOV profile, id).
        """
        event = Event(
            id=event_id or new_id(),
            source=self.source,
            type=event_type.name,
            subject=subject,
            sequence=0,
            time=self.now,
            data=data.model_dump(mode="json", by_alias=True),
            traceparent=current_traceparent(),
        )
        self.told.append(event)

    def note(self, client_ids: Iterable[str], wat: str = "", onderwerp: str | None = None) -> None:
        """It is about these clients: for the log of processings (`chassis.logboek`)."""
        self.noted.extend(Note(each, wat, onderwerp) for each in client_ids)

    async def stop_asking(self) -> None:
        """Wait for no answer any more. For Room.work."""
        for task in self.asked.values():
            task.cancel()
        await asyncio.gather(*self.asked.values(), return_exceptions=True)

    async def wait_for_turn(self, *keys: str) -> None:
        """Let no other unit of work with one of these keys go on until this one ends.

        On SQLite writers take turns anyway.
        """
        if keys and is_postgresql(self.session):
            # In one order, so that two units of work never wait for each other.
            await self.session.execute(_TURNS, {"keys": sorted(keys)})

    async def take_free_turns(self, keys: Collection[str]) -> Set[str]:
        """The same for those of these that nobody else is at now, without waiting; which those are."""
        if not keys or not is_postgresql(self.session):
            return set(keys)
        return set((await self.session.execute(_FREE_TURNS, {"keys": sorted(keys)})).scalars())

    async def write_told(self) -> None:
        """Write the lines, and all that was told in the outbox, in order: three statements at most. For Room.work."""
        one = len(self.told) == 1 and is_postgresql(self.session)
        if one and len(self.lines) == 1:
            await self._write_one(_TELL_ONE_WITH_LINE, self.told[0], self.lines[0])
            return
        if self.lines:
            await self.session.execute(_INSERT_LINES, self.lines)
        if one:
            await self._write_one(_TELL_ONE, self.told[0])
        elif self.told:
            await self._write_all()

    async def _write_all(self) -> None:
        rows = [self._outbox_row(event) for event in await self._numbered()]
        await self.session.execute(_INSERT_AND_WAKE if is_postgresql(self.session) else _INSERT, rows)

    async def _write_one(self, statement: Executable, event: Event, line: Mapping[str, object] | None = None) -> None:
        row = self._outbox_row(event)
        head, tail = NUMBERED.split(str(row.pop("body")), maxsplit=1)
        told = {**row, "subject": event.subject, "head": head, "tail": tail}
        given = {f"told_{name}": value for name, value in told.items()}
        await self.session.execute(statement, given | {f"line_{name}": value for name, value in (line or {}).items()})

    def _outbox_row(self, event: Event) -> dict[str, object]:
        body = encode(event).decode()
        return {"id": event.id, "type": event.type, "body": body, "created_at": self.now}

    async def _numbered(self) -> list[Event]:
        """The events with their sequence: each subject counts on from its last one."""
        counts = Counter(event.subject for event in self.told)
        # In one order, so that two units of work never wait for each other.
        rows = [{"subject": subject, "last": counts[subject]} for subject in sorted(counts)]
        found = await self.session.execute(_count_on(self.session), rows)
        last = {row.subject: row.last - counts[row.subject] for row in found}
        numbered = []
        for event in self.told:
            last[event.subject] += 1
            numbered.append(replace(event, sequence=last[event.subject]))
        return numbered
