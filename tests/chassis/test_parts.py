"""A part of a process that stops, in whatever way, is started again; and only an explicit signal ends it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs
from tests.chassis.net import impatient
from tests.chassis.proef import until

from chassis.parts import keep_running, start_parts, wait_for_any
from chassis.service import Room

__all__ = ["impatient"]
pytestmark = pytest.mark.usefixtures("impatient")


async def ends() -> None:
    """As a loop that thinks it is done."""


async def fails() -> None:
    raise ExceptionGroup("all at once", [ZeroDivisionError()])


async def awaits_what_was_cancelled() -> None:
    """As a library whose own task was cancelled with its connection."""
    task = asyncio.create_task(asyncio.Event().wait())
    task.cancel()
    await task


@pytest.mark.parametrize(
    ("stops", "why"),
    [(ends, "ended"), (fails, "ExceptionGroup"), (awaits_what_was_cancelled, "CancelledError")],
)
async def test_a_part_that_stops_is_red_until_it_works_again(
    sqlite_room: Room, stops: Callable[[], Awaitable[None]], why: str
) -> None:
    times, well = 0, asyncio.Event()

    async def part() -> None:
        nonlocal times
        times += 1
        if times <= 2:
            await stops()
            return
        assert sqlite_room.failures.pop("proef") == why
        well.set()
        await sqlite_room.stopping.wait()

    with capture_logs() as lines:
        (task,) = start_parts(sqlite_room, {"proef": part})
        await well.wait()
        sqlite_room.stopping.set()
        await task
    assert [(each["event"], each["part"], each["error"]) for each in lines] == [("part.restarted", "proef", why)] * 2
    assert sqlite_room.failures == {}


async def test_a_part_does_not_stop_the_others(sqlite_room: Room) -> None:
    turns = 0

    async def goes_on() -> None:
        nonlocal turns
        while not sqlite_room.stopping.is_set():
            turns += 1
            await wait_for_any(0.001, sqlite_room.stopping)

    tasks = start_parts(sqlite_room, {"stuk": fails, "heel": goes_on})

    async def both() -> bool:
        return "stuk" in sqlite_room.failures and turns > 10

    await until(both)
    sqlite_room.stopping.set()
    await asyncio.gather(*tasks)
    assert set(sqlite_room.failures) == {"stuk"}


async def test_a_part_that_answers_a_cancel_with_an_error_of_its_own_ends_all_the_same(sqlite_room: Room) -> None:
    inside = asyncio.Event()

    async def part() -> None:
        inside.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise OSError("the session is gone") from None

    task = asyncio.create_task(keep_running(sqlite_room, "proef", part))
    await inside.wait()
    task.cancel()
    with pytest.raises(OSError, match="session"):
        await asyncio.wait_for(task, 20)


async def test_a_wait_can_be_cancelled_at_every_moment() -> None:
    """Also while it clears up: a cancel that came then was lost."""
    cancelled, never = [], asyncio.Event()
    for turns in range(10):
        event = asyncio.Event()
        waiting = asyncio.create_task(wait_for_any(None, event, never))
        await asyncio.sleep(0)
        event.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        if waiting.cancel():
            await asyncio.wait({waiting})
            cancelled.append(waiting.cancelled())
    assert len(cancelled) > 2
    assert all(cancelled)
