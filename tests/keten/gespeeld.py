"""A suite in which a part of Almere was played, and whose clock then stands still on a day."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from chassis.relay import backlog
from chassis.service import Room
from chassis.settings import Settings
from chassis.work import Work
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.suite import Suite, running_suite
from inkoop import laad


@asynccontextmanager
async def gespeelde_suite(
    settings: Settings, vandaag: date, burgers: int = 4
) -> AsyncIterator[tuple[Suite, SpeelKlok]]:
    """The suite after a month of declarations, and its clock."""
    klok = SpeelKlok()
    async with running_suite(settings, klok) as suite:
        speler = Speler(laad("almere-2023"), client_factory(suite), klok)
        await speel(speler, maanden=1, burgers=burgers, vandaag=vandaag)
        klok.set_to(vandaag)
        yield suite, klok


async def alles_is_gehoord(suite: Suite) -> bool:
    """Whether nothing that was told waits to be heard."""
    stand = [await backlog(work) for room in suite.rooms.values() async for work in _leest(room)]
    return not any(each.waiting for each in stand)


async def _leest(room: Room) -> AsyncIterator[Work]:
    async with room.work(writes=False) as work:
        yield work
