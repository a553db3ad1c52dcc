"""The parts of a process, such as its relay: each runs apart from the others, until an explicit signal."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from chassis.away import name_of
from chassis.log import PART_RESTARTED, log
from chassis.service import Room

Part = Callable[[], Awaitable[None]]
RESTART_SECONDS = 2.0
"""Pause before a part that stopped is started again."""


def start_parts(room: Room, parts: Mapping[str, Part]) -> list[asyncio.Task[None]]:
    """Run these parts, by name, each in a task that ends after `room.stopping`."""
    return [asyncio.create_task(keep_running(room, name, part)) for name, part in parts.items()]


async def keep_running(room: Room, name: str, part: Part) -> None:
    """Run a part until `room.stopping`: one that ends before, or fails in any way, is started again after a pause.

    Meanwhile it stands among the failures of the room, until the part itself says that it works.
    """
    task = asyncio.current_task()
    assert task is not None
    while not room.stopping.is_set():
        try:
            await part()
            stopped_by = "ended"
        except asyncio.CancelledError as error:
            if task.cancelling():
                raise
            stopped_by = type(error).__name__  # not ours: what it waited for was cancelled
        except Exception as error:
            if task.cancelling():
                raise  # a session that is cancelled may raise an error of its own instead
            stopped_by = name_of(error)
        if not room.stopping.is_set():
            room.failures[name] = stopped_by
            log(PART_RESTARTED, service=room.service.name, part=name, error=stopped_by, seconds=RESTART_SECONDS)
            await wait_for_any(RESTART_SECONDS, room.stopping)


async def wait_for_any(seconds: float | None, *events: asyncio.Event) -> None:
    """Return as soon as one of the events is set, or after `seconds`; with None it waits as long as it takes."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
