"""A suite in which a part of Almere was played, and whose clock then stands still on a day."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from chassis.settings import Settings
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
