"""What can break between two services, broken at random while one tells: at the end each event has one effect."""

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

import aio_pika
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from tests.chassis import faults
from tests.chassis.net import Proxy
from tests.chassis.proef import bearer, client_of, count
from tests.chassis.proefdienst.app import GETELD, Geteld
from tests.chassis.proefdienst.tables import effecten
from tests.storing.werker import HOORT, TELT, kamer, topologie

from chassis import tables
from chassis.away import KINDS, is_away
from chassis.clock import system_clock
from chassis.parts import wait_for_any
from chassis.relay import backlog
from chassis.service import Room
from chassis.tokens import Caller
from chassis.told import SETTLED, catch_up

TWEE_VAN_ELK = (TELT, TELT, HOORT, HOORT)
DIENST = Caller("service-toewijzing", frozenset({"verteld"}), gemeenten=frozenset({"*"}))
EINDE_SECONDS = 120.0
"""How long everything may take to come right once nothing is broken any more; then what is left is stuck."""


@dataclass
class Keten:
    """Two services with two workers each, and ways to break what is between them."""

    urls: Mapping[str, str]
    rooms: Mapping[str, Room]
    proxy: Proxy
    command: Callable[[str], list[str]]
    toeval: Random
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    verteld: int = 0

    def start(self, nummer: int) -> subprocess.Popen[bytes]:
        """A worker, which tells nothing on the screen."""
        return subprocess.Popen(
            self.command(TWEE_VAN_ELK[nummer]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


async def _even(keten: Keten, langste: float = 1.5) -> None:
    """As long as a fault lasts."""
    await wait_for_any(keten.toeval.uniform(0.05, langste), asyncio.Event())


async def dood(keten: Keten) -> None:
    """A worker is killed, and its platform starts another."""
    nummer = keten.toeval.randrange(len(keten.workers))
    keten.workers[nummer].kill()
    keten.workers[nummer].wait()
    keten.workers[nummer] = keten.start(nummer)


async def database_weg(keten: Keten) -> None:
    """The database of one service is away."""
    url = keten.urls[keten.toeval.choice((TELT, HOORT))]
    faults.shut(url)
    await _even(keten)
    faults.reopen(url)


async def alleen_lezen(keten: Keten) -> None:
    """After a failover the database of one service only reads."""
    url = keten.urls[keten.toeval.choice((TELT, HOORT))]
    faults.fail_over(url)
    await _even(keten)
    faults.promote(url)


async def verbindingen_weg(keten: Keten) -> None:
    """The server of one database starts again."""
    faults.end_connections(keten.urls[keten.toeval.choice((TELT, HOORT))])


async def broker_weg(keten: Keten) -> None:
    """The broker is away."""
    await keten.proxy.shut()
    await _even(keten)
    await keten.proxy.open()


async def broker_vol(keten: Keten) -> None:
    """The broker has no memory and takes nothing."""
    keten.proxy.block()
    await _even(keten)
    keten.proxy.unblock()


async def wachtrij_weg(keten: Keten) -> None:
    """Somebody deletes the queue, with all that is in it."""
    async with await aio_pika.connect(str(keten.proxy.target)) as connection:
        topology = topologie(keten.rooms[TELT].settings.broker_prefix)
        await (await connection.channel()).queue_delete(topology.queue(HOORT))


STORINGEN: Mapping[str, Callable[[Keten], Awaitable[None]]] = {
    "werker dood": dood,
    "database weg": database_weg,
    "database leest alleen": alleen_lezen,
    "verbindingen verbroken": verbindingen_weg,
    "broker weg": broker_weg,
    "broker vol": broker_vol,
    "wachtrij weg": wachtrij_weg,
}


@dataclass(frozen=True)
class Uitkomst:
    """What came of it; `seconden` is how long it took to come right when nothing was broken any more."""

    storingen: Counter[str]
    verteld: int
    kwijt: int
    dubbel: int
    blijft_staan: int
    niet_verwerkt: int
    seconden: float

    @property
    def goed(self) -> bool:
        """Whether everything that was told had its effect once, without anybody coming in."""
        return (self.kwijt, self.dubbel, self.blijft_staan, self.niet_verwerkt) == (0, 0, 0, 0)

    def __str__(self) -> str:
        wat = ", ".join(f"{aantal} keer {naam}" for naam, aantal in sorted(self.storingen.items()))
        stand = f"{self.kwijt} kwijt, {self.dubbel} dubbel, {self.blijft_staan} blijven staan"
        return f"{wat}: van {self.verteld} {stand}, {self.niet_verwerkt} niet verwerkt; bij na {self.seconden:.1f} s"


@asynccontextmanager
async def draaiend(
    urls: Mapping[str, str], broker: str, prefix: str, folder: Path, toeval: Random
) -> AsyncIterator[Keten]:
    """Both services on their own database, four workers that reach the broker through a proxy, and a hand on all."""
    proxy = Proxy(broker)
    await proxy.open()
    rooms = {naam: kamer(naam, url, broker, prefix, folder) for naam, url in urls.items()}

    def command(naam: str) -> list[str]:
        return [sys.executable, "-m", "tests.storing.werker", naam, urls[naam], proxy.url, prefix, str(folder)]

    keten = Keten(urls, rooms, proxy, command, toeval)
    try:
        for room in rooms.values():
            await room.migrate()
        keten.workers = [keten.start(nummer) for nummer in range(len(TWEE_VAN_ELK))]
        yield keten
    finally:
        for worker in keten.workers:
            worker.kill()
            worker.wait()
        for room in rooms.values():
            await room.close()
        await proxy.shut()


async def vertel(keten: Keten, klaar: asyncio.Event) -> None:
    """Tell one number after the other until `klaar`, each as often as it takes, as a caller does who gets a 503."""
    while not klaar.is_set():
        try:
            async with keten.rooms[TELT].work() as work:
                nummer = keten.verteld
                await work.tell(GETELD, f"{nummer % 7}", Geteld(nummer=nummer), event_id=str(UUID(int=nummer)))
        except IntegrityError:
            pass  # it was kept, and only the answer did not come
        except KINDS as error:
            if not is_away(error):
                raise
            await wait_for_any(0.05, klaar)
            continue
        keten.verteld += 1
        await wait_for_any(0.01, klaar)


async def breek(keten: Keten, hoe_vaak: int) -> Uitkomst:
    """So many faults, of every kind in turn, in a random order; then see what came of it."""
    klaar, gebeurd = asyncio.Event(), Counter[str]()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(vertel(keten, klaar))
        namen = [list(STORINGEN)[plek % len(STORINGEN)] for plek in range(hoe_vaak)]
        keten.toeval.shuffle(namen)
        for naam in namen:
            await _even(keten, 0.6)
            await STORINGEN[naam](keten)
            gebeurd[naam] += 1
        klaar.set()
    begin = time.monotonic()
    stuck = await _kom_bij(keten)
    effecten_ = await _effecten(keten)
    return Uitkomst(
        storingen=gebeurd,
        verteld=keten.verteld,
        kwijt=len(set(range(keten.verteld)) - effecten_.keys()),
        dubbel=sum(aantal - 1 for aantal in effecten_.values()),
        blijft_staan=stuck,
        niet_verwerkt=await count(keten.rooms[HOORT], tables.dead_letters),
        seconden=time.monotonic() - begin,
    )


async def _kom_bij(keten: Keten) -> int:
    """Wait until all that was told is heard; how many events of the outbox are left when that takes too long."""
    telt, hoort = keten.rooms[TELT], keten.rooms[HOORT]
    hoort.peers = {TELT: client_of(telt, **bearer(telt, DIENST))}
    telt.clock = lambda: system_clock() + 2 * SETTLED
    einde = time.monotonic() + EINDE_SECONDS
    while time.monotonic() < einde:
        async with telt.work(writes=False) as work:
            waiting = (await backlog(work)).waiting
        if not waiting and len(await _effecten(keten)) == keten.verteld:
            return 0
        if not waiting:
            await catch_up(hoort)
        await wait_for_any(0.3, asyncio.Event())
    return waiting


async def _effecten(keten: Keten) -> Counter[int]:
    """How often each number had its effect."""
    async with keten.rooms[HOORT].work(writes=False) as work:
        return Counter((await work.session.execute(select(effecten.c.nummer))).scalars())
