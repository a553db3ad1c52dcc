"""How often a room asks its database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, event

from chassis.service import Room


@contextmanager
def counted(room: Room) -> Iterator[Callable[[], int]]:
    """How many statements its database got since this was asked last."""
    engine, number = room.database.engine.sync_engine, 0

    def count(_connection: Connection, *_: object) -> None:
        nonlocal number
        number += 1

    def since() -> int:
        nonlocal number
        found, number = number, 0
        return found

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield since
    finally:
        event.remove(engine, "before_cursor_execute", count)
