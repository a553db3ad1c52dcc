"""Events over RabbitMQ and PostgreSQL beside a bare aio-pika publish, confirm, consume and insert."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from uuid import uuid4

import aio_pika
import psycopg
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage
from sqlalchemy import func, select
from tenacity import AsyncRetrying, retry_if_result, wait_fixed

from chassis.bus_rabbit import Topology
from chassis.identifiers import new_id
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.worker import run_worker
from clientroute.bench.diensten import RABBITMQ, clean_broker, create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.opstelling import loop
from clientroute.services import SERVICES, peers_over_network
from gebeurtenissen.toegang import MELDING_GEREGISTREERD, MeldingGeregistreerd
from monitoring.tables import Gebeurtenis

EVENTS = 500


@asynccontextmanager
async def _room(name: str, prefix: str, folder: Path) -> AsyncIterator[Room]:
    url = create_database()
    settings = Settings(data_dir=folder, database_url=url, broker_url=RABBITMQ, broker_prefix=prefix)
    secrets = load_secrets(settings)
    room = open_room(SERVICES[name], settings, secrets, peers_over_network(settings, secrets, name))
    await room.migrate()
    yield room
    await room.close()
    drop_database(url)


@asynccontextmanager
async def _two_rooms() -> AsyncIterator[tuple[Room, Room]]:
    """Toegang and monitoring, each with its worker."""
    prefix, stop = f"bench-{uuid4().hex}", asyncio.Event()
    topology = Topology(prefix, {"toegang": (), "monitoring": ("#",)})
    with tempfile.TemporaryDirectory() as folder:
        async with (
            _room("toegang", prefix, Path(folder)) as toegang,
            _room("monitoring", prefix, Path(folder)) as monitoring,
        ):
            workers = [asyncio.create_task(run_worker(room, topology, stop)) for room in (toegang, monitoring)]
            yield toegang, monitoring
            stop.set()
            await asyncio.gather(*workers)
    await clean_broker(prefix, ("toegang", "monitoring"))


async def _tell_and_hear(toegang: Room, monitoring: Room) -> None:
    """Told in one transaction each, relayed, and kept in the log and the read model of monitoring."""
    before = await _heard(monitoring)
    for _ in range(EVENTS):
        async with toegang.work() as work:
            melding_id = new_id()
            data = MeldingGeregistreerd(
                melding_id=melding_id, client_id=melding_id, gemeente="0034", meldingsdatum=date(2026, 1, 5)
            )
            await work.tell(MELDING_GEREGISTREERD, melding_id, data)
    until_all = AsyncRetrying(retry=retry_if_result(lambda heard: heard < before + EVENTS), wait=wait_fixed(0.02))
    await until_all(_heard, monitoring)


async def _heard(monitoring: Room) -> int:
    async with monitoring.work(writes=False) as work:
        return int((await work.session.execute(select(func.count()).select_from(Gebeurtenis))).scalar_one())


@dataclass
class Bare:
    """A channel, a queue and a table, with nothing around them."""

    channel: AbstractChannel
    queue: str
    database: psycopg.AsyncConnection[tuple[object, ...]]
    events: int
    seen: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def take(self, message: AbstractIncomingMessage) -> None:
        """Insert, commit, acknowledge."""
        async with self.turn:
            await self.database.execute("INSERT INTO events (body) VALUES (%s)", (message.body.decode(),))
            await self.database.commit()
        await message.ack()
        self.seen += 1
        if self.seen % self.events == 0:
            self.done.set()

    async def publish_and_consume(self) -> None:
        """Publish with a confirm, one at a time, and wait until all are in the table."""
        self.done.clear()
        for index in range(self.events):
            message = aio_pika.Message(b'{"id": %d}' % index, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
            await self.channel.default_exchange.publish(message, routing_key=self.queue)
        await self.done.wait()


@asynccontextmanager
async def bare(events: int) -> AsyncIterator[Bare]:
    """The base of what goes over the bus: `events` at a time."""
    name, url = f"bench-{uuid4().hex}", create_database()
    async with (
        await aio_pika.connect(RABBITMQ) as connection,
        await psycopg.AsyncConnection.connect(url) as database,
    ):
        await database.execute("CREATE TABLE events (id serial PRIMARY KEY, body text)")
        await database.commit()
        channel = await connection.channel(publisher_confirms=True)
        queue = await channel.declare_queue(name, durable=True, arguments={"x-queue-type": "quorum"})
        made = Bare(channel, name, database, events)
        await queue.consume(made.take)
        yield made
        await channel.queue_delete(name)
    drop_database(url)


@cache
def _ours() -> tuple[Room, Room]:
    return loop().keep(_two_rooms())


@cache
def _base() -> Bare:
    return loop().keep(bare(EVENTS))


def ours() -> None:
    """Our way."""
    rooms = _ours()
    loop().run(lambda: _tell_and_hear(*rooms))


def base() -> None:
    """The bare way."""
    loop().run(_base().publish_and_consume)


FIGURES = [
    Figure(
        name="gebeurtenissen_keten",
        ours=ours,
        base=base,
        unit="s",
        about=f"{EVENTS} events, each from its own transaction in toegang to the read model of monitoring.",
    )
]
