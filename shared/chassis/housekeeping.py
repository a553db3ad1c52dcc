"""What no law asks to keep goes after a while: events that were told, which were heard, and answers to repeats."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, select

from chassis import tables
from chassis.service import Errand, Room

ANSWERS_KEPT = timedelta(days=7)
"""Who sends a request again under the same Idempotency-Key does so within days."""
BATCH = 5_000
"""Rows in one transaction: others write meanwhile."""
SIX_HOURS = 6 * 3600.0


async def ruim_op(room: Room) -> None:
    """Remove what is older than the setting, some rows at a time."""
    for table, old in _old(room.settings.kept_days, room.clock()):
        (key,) = table.primary_key.columns
        some = select(key).where(old).order_by(key).limit(BATCH)
        while not room.stopping.is_set():
            async with room.work() as work:
                removed = await work.session.execute(delete(table).where(key.in_(some)))
            if removed.rowcount < BATCH:  # type: ignore[attr-defined]
                break


def _old(days: int, now: datetime) -> Iterator[tuple[Table, ColumnElement[bool]]]:  # type: ignore[explicit-any]  # a table is generic over its columns
    """Per table which rows may go."""
    before = now - timedelta(days=days)
    yield tables.outbox, tables.outbox.c.published_at < before
    yield tables.inbox, tables.inbox.c.received_at < before
    yield tables.idempotency, tables.idempotency.c.created_at < now - ANSWERS_KEPT


OPRUIMEN = Errand("opruimen", SIX_HOURS, ruim_op)
"""In every worker, beside what its service does now and then."""
