"""What can break, and what the people and the platform do that put it right."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack

import aio_pika
from tests.chassis import faults
from tests.storing.keten import BROKER, Keten, doe, kopie_van, tot

from chassis.parts import wait_for_any
from clientroute.bench.diensten import drop_database
from clientroute.herstel import herstel_dienst
from clientroute.services import NAMEN

DODEN_TEGELIJK = 3
"""Processes that die at one moment, at most."""


async def even(keten: Keten, langste: float, kortste: float = 0.05) -> None:
    """Between so many seconds."""
    await wait_for_any(keten.toeval.uniform(kortste, langste), asyncio.Event())


def dood(keten: Keten) -> int:
    """Some processes are killed, whatever they are doing; how many. The platform starts them again."""
    levend = [each for each in keten.processen if each.leeft]
    doden = keten.toeval.sample(levend, min(len(levend), keten.toeval.randint(1, DODEN_TEGELIJK)))
    for each in doden:
        each.dood()
    return len(doden)


def _dienst(keten: Keten) -> str:
    return keten.toeval.choice(NAMEN)


async def database_weg(keten: Keten) -> None:
    """The database of one service is away for some seconds."""
    await _weg(keten, _dienst(keten), 5.0)


async def _weg(keten: Keten, dienst: str, langste: float) -> None:
    async with keten.sloten[dienst]:
        faults.shut(keten.url(dienst))
        await even(keten, langste)
        faults.reopen(keten.url(dienst))


async def alleen_lezen(keten: Keten) -> None:
    """After a failover the database of one service only reads."""
    dienst = _dienst(keten)
    async with keten.sloten[dienst]:
        faults.fail_over(keten.url(dienst))
        await even(keten, 5.0)
        faults.promote(keten.url(dienst))


async def verbindingen_weg(keten: Keten) -> None:
    """The server of one database starts again."""
    dienst = _dienst(keten)
    async with keten.sloten[dienst]:
        faults.end_connections(keten.url(dienst))


async def broker_weg(keten: Keten) -> None:
    """The broker is away."""
    async with keten.sloten[BROKER]:
        await keten.proxy.shut()
        await even(keten, 5.0)
        await keten.proxy.open()


async def broker_vol(keten: Keten) -> None:
    """The broker has no memory and takes nothing."""
    async with keten.sloten[BROKER]:
        keten.proxy.block()
        await even(keten, 5.0)
        keten.proxy.unblock()


async def wachtrij_weg(keten: Keten) -> None:
    """Somebody deletes the queue of a service, with all that is in it."""
    async with await aio_pika.connect(str(keten.proxy.target)) as connection:
        await (await connection.channel()).queue_delete(keten.topology.queue(_dienst(keten)))


async def back_up_terug(keten: Keten) -> None:
    """A backup of one service is put back, and `clientroute herstel` done, while the others go on."""
    dienst = _dienst(keten)
    url = keten.url(dienst)
    kopie = kopie_van(url)
    async with keten.sloten[dienst]:
        faults.shut(url)
        await asyncio.to_thread(doe, "CREATE DATABASE {} TEMPLATE {} ALLOW_CONNECTIONS false", kopie, url)
        faults.reopen(url)
    await even(keten, 20.0, 8.0)
    async with AsyncExitStack() as stack:
        for slot in keten.sloten.values():
            await stack.enter_async_context(slot)
        await _leg_stil(keten, dienst)
        drop_database(url)
        doe("ALTER DATABASE {} RENAME TO {}", kopie, url)
        faults.reopen(url)
        async with keten.rooms() as rooms:
            gedaan = await herstel_dienst(rooms, dienst)
        keten.genoemd += gedaan.verloren
        keten.hersteld.append(asyncio.get_running_loop().time())
        keten.stil.clear()


async def _leg_stil(keten: Keten, dienst: str) -> None:
    """A service stops when all that it told is on the broker, and monitoring has it: as productie.md asks."""
    _stop(keten, dienst, "api")
    await tot(lambda: _is_verteld(keten, dienst), f"{dienst} vertelt niet alles")
    _stop(keten, dienst, "worker")
    while not await _is_verteld(keten, dienst):
        keten.stil.difference_update(keten.van(dienst, "worker"))
        await tot(lambda: _is_verteld(keten, dienst), f"{dienst} vertelt niet alles")
        _stop(keten, dienst, "worker")
    if dienst != "monitoring":
        await tot(lambda: _is_gehoord(keten, dienst), f"monitoring hoort niet alles van {dienst}")


def _stop(keten: Keten, dienst: str, rol: str) -> None:
    keten.stil.update(keten.van(dienst, rol))
    for each in keten.van(dienst, rol):
        each.dood()


async def _is_verteld(keten: Keten, dienst: str) -> bool:
    return not keten.lees(dienst, "SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 1")


async def _is_gehoord(keten: Keten, dienst: str) -> bool:
    """Whether monitoring heard all that this service told."""
    verteld = {str(id_) for (id_,) in keten.lees(dienst, "SELECT id FROM outbox")}
    gehoord = keten.lees("monitoring", f"SELECT id FROM gebeurtenissen WHERE source LIKE '%-{dienst}'")
    return verteld <= {str(id_) for (id_,) in gehoord}


STORINGEN: Mapping[str, Callable[[Keten], Awaitable[None]]] = {
    "database weg": database_weg,
    "database leest alleen": alleen_lezen,
    "verbindingen verbroken": verbindingen_weg,
    "broker weg": broker_weg,
    "broker vol": broker_vol,
    "wachtrij weg": wachtrij_weg,
    "back-up terug": back_up_terug,
}
"""One after the other, in a random order, while processes die and a database is away for long."""
LANG_WEG = "database lang weg"


async def database_lang_weg(keten: Keten, seconden: float) -> None:
    """The database of one service is away for so long, while more breaks."""
    dienst = _dienst(keten)
    async with keten.sloten[dienst]:
        faults.shut(keten.url(dienst))
        await wait_for_any(seconden, asyncio.Event())
        faults.reopen(keten.url(dienst))
