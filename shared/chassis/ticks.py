"""Periodic work: what a service does every so many seconds, beside what it hears."""

import asyncio

from chassis.log import TICK_FAILED, log
from chassis.relay import wait_for_any
from chassis.service import Errand, Room, Tick


async def tick_forever(room: Room, tick: Tick | Errand, stop: asyncio.Event) -> None:
    """Run a tick now and after every pause, until `stop`. What goes wrong is tried again at the next one."""
    while not stop.is_set():
        await tick_once(room, tick)
        await wait_for_any(tick.seconds, stop)


async def tick_once(room: Room, tick: Tick | Errand) -> None:
    """Run a tick in a unit of work, or an errand; a failure is logged and turns readiness red until it works again."""
    part = f"tick {tick.name}"
    try:
        if isinstance(tick, Errand):
            await tick.run(room)
        else:
            async with room.work() as work:
                await tick.run(work)
    except Exception as error:  # noqa: BLE001  a tick may fail in any way, and must come back
        room.failures[part] = type(error).__name__
        log(TICK_FAILED, service=room.service.name, tick=tick.name, error=type(error).__name__)
    else:
        room.failures.pop(part, None)
