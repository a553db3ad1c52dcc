"""A worker in a process of its own, that can be killed: `python -m tests.storing.werker DIENST DATABASE BROKER …`."""

import asyncio
import signal
import sys
from pathlib import Path

from sqlalchemy import insert
from tests.chassis.net import PAUSES
from tests.chassis.proef import no_peer, settings_in
from tests.chassis.proefdienst.app import GETELD, Geteld, proefdienst
from tests.chassis.proefdienst.tables import effecten

from chassis.bus_rabbit import Topology
from chassis.events import Heard
from chassis.service import Room, Service, load_secrets, open_room
from chassis.subscriptions import on
from chassis.work import Work
from chassis.worker import run_worker

TELT, HOORT = "toegang", "toewijzing"


async def hoor(work: Work, heard: Heard[Geteld]) -> None:
    """The effect: a row, and a second one when it is handled twice."""
    await work.session.execute(insert(effecten).values(event_id=heard.id, nummer=heard.data.nummer))


def dienst(naam: str) -> Service:
    """The one that tells, or the one that hears."""
    return proefdienst(naam, (on(GETELD, hoor),) if naam == HOORT else ())


def kamer(naam: str, database: str, broker: str, prefix: str, folder: Path) -> Room:
    """A room of one of both."""
    settings = settings_in(folder, database_url=database, broker_url=broker, broker_prefix=prefix)
    return open_room(dienst(naam), settings, load_secrets(settings), no_peer)


def topologie(prefix: str) -> Topology:
    """Who hears what."""
    return Topology(prefix, {TELT: (), HOORT: (GETELD.name,)})


async def main() -> None:
    naam, database, broker, prefix, folder = sys.argv[1:]
    for module, name, pause in PAUSES:
        setattr(module, name, pause)
    room, stop = kamer(naam, database, broker, prefix, Path(folder)), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    try:
        await run_worker(room, topologie(prefix), stop)
    finally:
        await room.close()


if __name__ == "__main__":
    asyncio.run(main())
