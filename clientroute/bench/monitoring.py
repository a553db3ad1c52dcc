"""Dashboards over ten years of events, beside those over one, and how fast the read models take events in.

The databases are made once per run, by COPY and a full rebuild, and dropped afterwards: half an hour. BENCH_DEEL=0.02
takes that part of the ten million events, for a quick look; figures are for the whole.
"""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import aio_pika
import httpx
import psycopg
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from rich.console import Console
from rich.progress import Progress
from tenacity import AsyncRetrying, retry_if_result, wait_fixed

from chassis.bus_rabbit import Intake, RabbitConsumer, Topology, declare
from chassis.events import Event, encode
from chassis.identifiers import new_id
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from clientroute.bench import regiojaren
from clientroute.bench.diensten import RABBITMQ, clean_broker, create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.opstelling import loop
from clientroute.services import SERVICES, peers_over_network
from monitoring.dashboard.paginas import PAGINAS
from monitoring.dashboard.startbladen import STARTBLADEN
from monitoring.rapporten import RAPPORTEN
from monitoring.store.logboek import laatste_positie
from monitoring.usecases.herbouw import Voortgang, herbouw

DEEL = float(os.environ.get("BENCH_DEEL", "1"))
JAREN = 10
GEVULD = "BENCH_MONITORING_{}_JAAR"
"""Names the database with so many years that another process of this run has filled."""
INNAME = 2_000
NU = datetime(2026, 1, 1, tzinfo=UTC)
PROEVEN = 5
GEMEENTE = f"?gemeente={regiojaren.GEMEENTEN[0]}"
JAAR = ("?van=2025-01&tot=2025-12", f"{GEMEENTE}&van=2025-01&tot=2025-12")
"""Choices of the last year. Without months the API gives all there are: ten times as many."""
FILTERS = ("", GEMEENTE, JAAR[0], "?van=2021-01&tot=2025-12", "?van=2016-01&tot=2025-12")
ZAKEN = (
    "maat=melding&van=2025-01&tot=2025-01",
    "maat=start&zonder=start:op-tijd&van=2025-01&tot=2025-12",
    "maat=bericht&kenmerk=uit:WMO301&van=2025-01&tot=2025-12&aanbieder=99990001",
    "maat=afkeuring&kenmerk=9321&van=2025-01&tot=2025-12",
    "maat=toegewezen-maand&zonder=maand-gebruikt&van=2025-01&tot=2025-12",
    "maat=client&van=2025-12&tot=2025-12",
)
"""Of which figures the cases are asked for."""
console = Console(stderr=True)


@asynccontextmanager
async def _room(url: str, prefix: str = "bench") -> AsyncIterator[Room]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=url, broker_url=RABBITMQ, broker_prefix=prefix)
        secrets = load_secrets(settings)
        peers = peers_over_network(settings, secrets, "monitoring")
        room = open_room(SERVICES["monitoring"], settings, secrets, peers, lambda: NU)
        await room.migrate()
        yield room
        await room.close()


@asynccontextmanager
async def _filled(jaren: int) -> AsyncIterator[Room]:
    """Monitoring with so many years in it: all, or what is known of the last."""
    url = os.environ.get(GEVULD.format(jaren))
    if url is not None:
        async with _room(url) as room:
            yield room
        return
    url = create_database()
    async with _room(url) as room:
        alle = regiojaren.gebeurtenissen(round(JAREN * regiojaren.PER_JAAR * DEEL), JAREN * 12)
        geschied = alle if jaren == JAREN else regiojaren.laatste_jaar(alle)
        await asyncio.to_thread(regiojaren.vul_logboek, url, geschied)
        with Progress(console=console) as bar:
            task = bar.add_task("herbouw", total=1.0)

            def toon(stand: Voortgang) -> None:
                speed = f"herbouw, {stand.per_seconde:.0f} events/s"
                bar.update(task, completed=stand.gedaan / stand.totaal, description=speed)

            gedaan = await herbouw(room, toon)
        console.print(f"herbouw: {gedaan.gedaan} events, {gedaan.per_seconde:.0f} per second", highlight=False)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        os.environ[GEVULD.format(jaren)] = url
        yield room
    drop_database(url)


@dataclass(frozen=True)
class Served:
    """The pages as a browser asks for them, and a bare page of the same server."""

    client: httpx.AsyncClient
    headers: dict[str, str]

    async def get(self, path: str) -> None:
        """Ask for a page."""
        (await self.client.get(path, headers=self.headers)).raise_for_status()


@cache
def _served(jaren: int) -> Served:
    room = loop().keep(_filled(jaren))
    api = create_api(room)
    app = FastAPI()
    app.mount("/monitoring", api)
    app.add_api_route("/bare", lambda: HTMLResponse("<!doctype html><title>bare</title><p>bare"))
    assert room.secrets.issuer is not None
    token = room.secrets.issuer.issue(Caller("bench", frozenset({"monitoring", "beheer"}), gemeenten=frozenset({"*"})))
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8000", timeout=60)
    return Served(client, {"Authorization": f"Bearer {token}"})


def _paths(filters: Sequence[str]) -> list[str]:
    """Every page and every list of the API, each with several choices; of cases those behind several figures."""
    starts = [f"start/{rol}" for rol in STARTBLADEN]
    namen = (*PAGINAS, *starts, "aanbieder/99990001")
    pages = [f"/monitoring/dashboard/{naam}{each}" for naam in namen for each in filters]
    pages += [f"/monitoring/dashboard/zaken?{each}" for each in ZAKEN]
    reports = [f"/monitoring/v1/rapporten/{naam}{each}" for naam in RAPPORTEN for each in filters]
    lists = [
        f"/monitoring/v1/keten{filters[-1]}", "/monitoring/v1/gebeurtenissen",
        "/monitoring/v1/gebeurtenissen?gemeente=0269",
        "/monitoring/v1/gebeurtenissen?type=nl.wmo.leveringen.gestart.v1", "/monitoring/v1/openstaand/niet-gestart",
        "/monitoring/v1/openstaand/zonder-aanbieder",
    ]  # fmt: skip
    return [*pages, *reports, *lists]


@cache
def _p95_path(filters: Sequence[str]) -> str:
    """The address of which the time is the 95th percentile of all, with ten years in the database."""
    times = {path: statistics.median(_time(path) for _ in range(PROEVEN)) for path in _paths(filters)}
    ranked = sorted(times, key=lambda path: times[path])
    if os.environ.get("BENCH_ALLES"):
        console.print("\n".join(f"{times[path] * 1000:7.1f} ms {path}" for path in ranked[-40:]))
    chosen = ranked[-(-len(ranked) * 95 // 100) - 1]
    slowest = ranked[-1]
    console.print(
        f"dashboard: {len(ranked)} addresses, p95 {times[chosen] * 1000:.0f} ms ({chosen}), "
        f"slowest {times[slowest] * 1000:.0f} ms ({slowest})",
        soft_wrap=True,
        highlight=False,
    )
    return chosen


def _time(path: str) -> float:
    served = _served(JAREN)
    start = time.perf_counter()
    loop().run(lambda: served.get(path))
    return time.perf_counter() - start


def _page(jaren: int, filters: Sequence[str]) -> Callable[[], None]:
    """The address at the 95th percentile of those with these choices, with so many years in the database."""

    def page() -> None:
        served, path = _served(jaren), _p95_path(filters)
        loop().run(lambda: served.get(path))

    return page


def bare_page() -> None:
    """A page that says nothing."""
    served = _served(JAREN)
    loop().run(lambda: served.get("/bare"))


def _bodies() -> list[bytes]:
    """Events of all kinds as they come off the bus, each of a new case."""
    bodies = []
    for soort, subject, sequence, _, _, data in regiojaren.gebeurtenissen(INNAME):
        nieuw = f"{uuid4().hex[:8]}-{subject}"
        event = Event(new_id(), "urn:bench", f"nl.wmo.{soort}.v1", nieuw, sequence, NU, data)
        bodies.append(encode(event))
    return bodies


@dataclass
class Inname:
    """Two queues with the same events: one for monitoring, one for a bare loop."""

    room: Room
    ours: aio_pika.abc.AbstractQueue
    theirs: aio_pika.abc.AbstractQueue
    channel: aio_pika.abc.AbstractChannel
    database: psycopg.AsyncConnection[tuple[object, ...]]

    async def fill(self) -> None:
        """The same events on both queues, and nothing else."""
        bodies = _bodies()
        for queue in (self.ours, self.theirs):
            await queue.purge()
            for body in bodies:
                message = aio_pika.Message(body, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
                await self.channel.default_exchange.publish(message, routing_key=queue.name)

    async def take_in(self) -> None:
        """Into the log and the read models."""
        before, self.room.stopping = await self._kept(), asyncio.Event()
        taking = RabbitConsumer(self.room, Intake("consumer", self.ours.name), self.channel, asyncio.Event())
        consumer = asyncio.create_task(taking.run())
        until_all = AsyncRetrying(retry=retry_if_result(lambda kept: kept < before + INNAME), wait=wait_fixed(0.02))
        await until_all(self._kept)
        self.room.stopping.set()
        await consumer

    async def _kept(self) -> int:
        async with self.room.work(writes=False) as work:
            return await laatste_positie(work.session)

    async def bare_loop(self) -> None:
        """Consume, insert, commit, acknowledge."""
        seen = 0
        async with self.theirs.iterator() as messages:
            async for message in messages:
                await self.database.execute("INSERT INTO bare (body) VALUES (%s)", (message.body.decode(),))
                await self.database.commit()
                await message.ack()
                seen += 1
                if seen == INNAME:
                    return


@asynccontextmanager
async def _inname() -> AsyncIterator[Inname]:
    url, prefix = create_database(), f"bench-{uuid4().hex}"
    async with (
        _room(url, prefix) as room,
        await aio_pika.connect(RABBITMQ) as connection,
        await psycopg.AsyncConnection.connect(url) as database,
    ):
        await database.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, body text)")
        await database.commit()
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=200)
        topology = Topology(prefix, {"monitoring": ()})
        await declare(channel, topology)
        ours = await channel.get_queue(topology.queue("monitoring"))
        theirs = await channel.declare_queue(f"{prefix}-bare", durable=True, arguments={"x-queue-type": "quorum"})
        yield Inname(room, ours, theirs, channel, database)
        await channel.queue_delete(theirs.name)
    await clean_broker(prefix, ("monitoring",))
    drop_database(url)


@cache
def _stand() -> Inname:
    return loop().keep(_inname())


FIGURES = [
    Figure(
        name="dashboard_p95",
        ours=_page(JAREN, FILTERS),
        base=bare_page,
        unit="s",
        about="The page or list at the 95th percentile, over ten years of a region of 300,000 inhabitants.",
    ),
    Figure(
        name="dashboard_groei_jaren",
        ours=_page(JAREN, JAAR),
        base=_page(1, JAAR),
        unit="s",
        about="Of the pages and lists over the last year the one at the 95th percentile, with ten years in the "
        "database; base: with that year alone.",
        rounds=15,
    ),
    Figure(
        name="gebeurtenissen_inname",
        ours=lambda: loop().run(_stand().take_in),
        base=lambda: loop().run(_stand().bare_loop),
        prepare=lambda: loop().run(_stand().fill),
        unit="s",
        about=f"{INNAME} events off the queue into the log and the read models, beside a bare consume and insert.",
    ),
]
