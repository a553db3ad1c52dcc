"""Periodic work: it runs while the bus runs, comes back after a failure, and readiness tells."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from chassis import ticks
from chassis.bus_embedded import EmbeddedBus
from chassis.bus_rabbit import Topology
from chassis.service import Errand, Room, Tick
from chassis.ticks import tick_forever, tick_once
from chassis.work import Work
from chassis.worker import run_worker


class Mislukt(Exception):
    """What a tick raises here."""


async def niets(_: Work) -> None:
    """A tick with nothing to do."""


async def test_a_tick_has_a_unit_of_work_that_commits(room: Room) -> None:
    async def schrijf(work: Work) -> None:
        await work.session.execute(text("INSERT INTO sequences (subject, last) VALUES ('tik', 7)"))

    await tick_once(room, Tick("schrijf", 1, schrijf))
    async with room.work(writes=False) as work:
        assert (await work.session.execute(text("SELECT last FROM sequences"))).scalars().all() == [7]


async def test_a_failure_turns_readiness_red_until_it_works_again(sqlite_room: Room) -> None:
    keren = 0

    async def soms(_: Work) -> None:
        nonlocal keren
        keren += 1
        if keren == 1:
            raise Mislukt

    tick = Tick("soms", 1, soms)
    with capture_logs() as lines:
        await tick_once(sqlite_room, tick)
    assert sqlite_room.failures == {"tick soms": "Mislukt"}
    assert [(each["event"], each["tick"], each["error"]) for each in lines] == [("tick.failed", "soms", "Mislukt")]
    await tick_once(sqlite_room, tick)
    assert sqlite_room.failures == {}


@pytest.mark.parametrize("mislukt", [False, True])
async def test_it_runs_again_and_again_until_it_has_to_stop(sqlite_room: Room, mislukt: bool) -> None:
    keren = 0

    async def tel(_: Work) -> None:
        nonlocal keren
        keren += 1
        if keren == 3:
            sqlite_room.stopping.set()
        if mislukt:
            raise Mislukt

    await tick_forever(sqlite_room, Tick("tel", 0.001, tel))
    assert keren == 3


async def test_an_errand_gets_the_room_and_opens_its_own_units_of_work(sqlite_room: Room) -> None:
    gekregen: list[Room] = []

    async def noteer(room: Room) -> None:
        gekregen.append(room)

    assert await tick_once(sqlite_room, Errand("noteer", 7, noteer)) == 7
    assert gekregen == [sqlite_room]


async def test_between_two_turns_is_its_pause(sqlite_room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    pauzes: list[float] = []

    async def wacht(seconds: float, stopping: asyncio.Event) -> None:
        pauzes.append(seconds)
        if len(pauzes) == 2:
            stopping.set()

    monkeypatch.setattr(ticks, "wait_for_any", wacht)
    await tick_forever(sqlite_room, Tick("niets", 3600, niets))
    assert pauzes == [3600, 3600]


async def test_the_embedded_bus_runs_the_ticks_of_its_rooms(sqlite_room: Room) -> None:
    gelopen = asyncio.Event()

    async def meld(_: Work) -> None:
        gelopen.set()

    sqlite_room.service = replace(sqlite_room.service, ticks=(Tick("meld", 60, meld),))
    bus = EmbeddedBus([sqlite_room])
    bus.start()
    await asyncio.wait_for(gelopen.wait(), 10)
    await bus.stop()


async def test_a_worker_runs_its_ticks_also_while_the_broker_is_away(sqlite_room: Room) -> None:
    stop = asyncio.Event()

    async def meld(_: Work) -> None:
        stop.set()

    sqlite_room.service = replace(sqlite_room.service, ticks=(Tick("meld", 60, meld),))
    sqlite_room.settings = sqlite_room.settings.model_copy(update={"broker_url": "amqp://127.0.0.1:1/"})
    await asyncio.wait_for(run_worker(sqlite_room, Topology("test", {}), stop), 10)
    assert stop.is_set()
