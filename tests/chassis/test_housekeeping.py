"""What no law asks to keep goes after a while, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from chassis import housekeeping, tables
from chassis.housekeeping import ruim_op
from chassis.service import Room


async def _fill(room: Room, days: int) -> None:
    """A row of each kind, so many days old, and an event that was never told."""
    async with room.work() as work:
        then = work.now - timedelta(days=days)
        told = {"type": "t", "body": "{}", "created_at": then}
        for name, published in ((f"told-{days}", then), (f"waits-{days}", None)):
            await work.session.execute(insert(tables.outbox).values(id=name, published_at=published, **told))
        await work.session.execute(insert(tables.inbox).values(event_id=f"heard-{days}", received_at=then))
        kept = {"fingerprint": "f", "status": 200, "headers": "{}", "body": b"x", "created_at": then}
        await work.session.execute(insert(tables.idempotency).values(key=f"key-{days}", **kept))


async def _left(room: Room) -> list[list[str]]:
    async with room.work(writes=False) as work:
        columns = (tables.outbox.c.id, tables.inbox.c.event_id, tables.idempotency.c.key)
        return [sorted((await work.session.execute(select(each))).scalars()) for each in columns]


async def test_what_is_old_goes_and_what_waits_stays(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "BATCH", 1)
    for days in (1, 8, 91, 92):
        await _fill(room, days)
    await ruim_op(room)
    assert await _left(room) == [
        ["told-1", "told-8", "waits-1", "waits-8", "waits-91", "waits-92"],
        ["heard-1", "heard-8"],
        ["key-1"],
    ]
