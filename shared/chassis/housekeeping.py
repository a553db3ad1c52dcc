"""What no law asks to keep goes after a while: events that were told, which were heard, and answers to repeats."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Column, Table, delete, select

from chassis import tables
from chassis.service import Errand, Room

ANSWERS_KEPT = timedelta(days=7)
"""Who sends a request again under the same Idempotency-Key does so within days."""
BATCH = 5_000
"""Rows in one transaction: nobody waits long for it."""
SIX_HOURS = 6 * 3600.0


async def ruim_op(room: Room) -> None:
    """Remove what is older than the setting, some rows at a time, the oldest first.

    What somebody else holds, as another worker that does the same, is left for the next time.
    """
    for table, since, before in _old(room.settings.kept_days, room.clock()):
        (key,) = table.primary_key.columns
        some = select(key).where(since < before).order_by(since).limit(BATCH).with_for_update(skip_locked=True)
        while not room.stopping.is_set():
            async with room.work() as work:
                found = (await work.session.execute(some)).scalars().all()
                await work.session.execute(delete(table).where(key.in_(found)))
            if len(found) < BATCH:
                break


def _old(days: int, now: datetime) -> Iterator[tuple[Table, Column[datetime], datetime]]:  # type: ignore[explicit-any]  # a table is generic over its columns
    """Per table from before which moment rows may go; what was never told has none."""
    before = now - timedelta(days=days)
    yield tables.outbox, tables.outbox.c.published_at, before
    yield tables.inbox, tables.inbox.c.received_at, before
    yield tables.idempotency, tables.idempotency.c.created_at, now - ANSWERS_KEPT


OPRUIMEN = Errand("opruimen", SIX_HOURS, ruim_op)
"""In every worker, beside what its service does now and then."""
