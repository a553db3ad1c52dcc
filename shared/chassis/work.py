"""One unit of work: what a use case gets in its hands, and the one way to tell what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
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

    @property
    def today(self) -> date:
        """The calendar date in the Netherlands."""
        return local_date(self.now)

    async def tell(self, event_type: EventType[Data], subject: str, data: Data) -> None:
        """Write an event in the outbox, in this transaction: it is told if and only if the change is kept."""
        event = Event(
            id=new_id(),
            source=self.source,
            type=event_type.name,
            subject=subject,
            sequence=await self._next_sequence(subject),
            time=self.now,
            data=data.model_dump(mode="json", by_alias=True),
            traceparent=current_traceparent(),
        )
        body = encode(event, schema=f"{self.source}:schema:{event_type.name}").decode()
        row = {"id": event.id, "type": event.type, "body": body, "created_at": self.now}
        statement = insert(tables.outbox).values(row)
        if is_postgresql(self.session):
            # Wakes the relay at the commit, in the same round trip; PostgreSQL sends equal notices once.
            await self.session.execute(statement.returning(func.pg_notify(NOTIFY, "")))
        else:
            await self.session.execute(statement)
        self.session.info["told"] = True

    async def wait_for_turn(self, key: str) -> None:
        """Let no other unit of work with this key go on until this one ends; on SQLite writers take turns anyway."""
        if is_postgresql(self.session):
            lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
            await self.session.execute(lock, {"key": key})

    async def _next_sequence(self, subject: str) -> int:
        first = upsert(self.session, tables.sequences).values(subject=subject, last=1)
        counted = {"last": tables.sequences.c.last + 1}
        statement = first.on_conflict_do_update(index_elements=["subject"], set_=counted).returning(
            tables.sequences.c.last
        )
        return int((await self.session.execute(statement)).scalar_one())
