"""Periodic work: what a service does every so many seconds, beside what it hears."""

from functools import partial

from chassis.away import asked_pause, is_away, name_of
from chassis.housekeeping import OPRUIMEN
from chassis.log import DEPENDENCY_AWAITED, TICK_FAILED, log
from chassis.parts import Part, wait_for_any
from chassis.service import Errand, Room, Tick

AWAY_SECONDS = 10.0
"""Pause while what a tick needs is away: the next turn of some is hours later. Who asks for a longer one gets it."""


def ticks_of(room: Room, *others: Errand) -> dict[str, Part]:
    """The ticks of a process that works for the service, and others, by the name of the part."""
    return {_part(tick): partial(tick_forever, room, tick) for tick in (*room.service.ticks, OPRUIMEN, *others)}


async def tick_forever(room: Room, tick: Tick | Errand) -> None:
    """Run a tick now and after every pause, until `room.stopping`. What goes wrong is tried again at the next one."""
    while not room.stopping.is_set():
        pause = await tick_once(room, tick)
        await wait_for_any(pause, room.stopping)


async def tick_once(room: Room, tick: Tick | Errand) -> float:
    """Run a tick in a unit of work, or an errand; the seconds until the next turn.

    A failure is logged and turns readiness red until it works again; what is away is looked for sooner.
    """
    try:
        if isinstance(tick, Errand):
            await tick.run(room)
        else:
            async with room.work() as work:
                await tick.run(work)
    except Exception as error:  # noqa: BLE001  a tick may fail in any way, and must come back
        room.failures[_part(tick)] = name_of(error)
        if is_away(error):
            log(DEPENDENCY_AWAITED, service=room.service.name, error=name_of(error))
            return max(min(tick.seconds, AWAY_SECONDS), asked_pause(error, room.clock()) or 0)
        log(TICK_FAILED, service=room.service.name, tick=tick.name, error=name_of(error))
    else:
        room.failures.pop(_part(tick), None)
    return tick.seconds


def _part(tick: Tick | Errand) -> str:
    return f"tick {tick.name}"
