"""One unit of work: what a use case gets in its hands, and the one way to tell what happened."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import httpx
from sqlalchemy import func, insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import tables
from chassis.clock import local_date
from chassis.database import is_postgresql, upsert
from chassis.events import Data, Event, EventType, encode
from chassis.identifiers import new_id
from chassis.settings import Settings
from chassis.tracing import current_traceparent
from chassis.vault import Vault

NOTIFY = "clientroute_outbox"
"""PostgreSQL channel on which a relay is woken after a commit."""


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

    @property
    def today(self) -> date:
        """The calendar date in the Netherlands."""
        return local_date(self.now)

    async def tell(self, event_type: EventType[Data], subject: str, data: Data) -> None:
        """Tell this at the end of the transaction: it is told if and only if the change is kept."""
        event = Event(
            id=new_id(),
            source=self.source,
            type=event_type.name,
            subject=subject,
            sequence=0,
            time=self.now,
            data=data.model_dump(mode="json", by_alias=True),
            traceparent=current_traceparent(),
        )
        self.told.append(event)

    async def wait_for_turn(self, key: str) -> None:
        """Let no other unit of work with this key go on until this one ends; on SQLite writers take turns anyway."""
        if is_postgresql(self.session):
            lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
            await self.session.execute(lock, {"key": key})

    async def write_outbox(self) -> None:
        """Write all that was told in the outbox, in order: two statements, however many events. For Room.work."""
        if not self.told:
            return
        rows = [self._outbox_row(event) for event in await self._numbered()]
        statement = insert(tables.outbox)
        if is_postgresql(self.session):
            # Wakes the relay at the commit, in the same round trip; PostgreSQL sends equal notices once.
            await self.session.execute(statement.returning(func.pg_notify(NOTIFY, "")), rows)
        else:
            await self.session.execute(statement, rows)

    def _outbox_row(self, event: Event) -> dict[str, object]:
        body = encode(event, schema=f"{self.source}:schema:{event.type}").decode()
        return {"id": event.id, "type": event.type, "body": body, "created_at": self.now}

    async def _numbered(self) -> list[Event]:
        """The events with their sequence: each subject counts on from its last one."""
        counts = Counter(event.subject for event in self.told)
        table = tables.sequences
        first = upsert(self.session, table)
        more = {"last": table.c.last + first.excluded.last}
        statement = first.on_conflict_do_update(index_elements=["subject"], set_=more)
        # In one order, so that two units of work never wait for each other.
        rows = [{"subject": subject, "last": counts[subject]} for subject in sorted(counts)]
        found = await self.session.execute(statement.returning(table.c.subject, table.c.last), rows)
        last = {row.subject: row.last - counts[row.subject] for row in found}
        numbered = []
        for event in self.told:
            last[event.subject] += 1
            numbered.append(replace(event, sequence=last[event.subject]))
        return numbered
