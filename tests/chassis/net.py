"""Two services and a bus between them, in both forms, for test_bus.py and test_bus_rabbit.py."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Literal

import aio_pika
import pytest
from pamqp import commands, frame
from sqlalchemy import insert, select
from tests.chassis.proef import TEST_BSN, count, running, settings_in, until
from tests.chassis.proefdienst.app import GETELD, Geteld, proefdienst
from tests.chassis.proefdienst.tables import effecten
from tests.services import NewDatabase

from chassis import consumer, parts, relay, tables, worker
from chassis.bus_embedded import EmbeddedBus
from chassis.bus_rabbit import Topology, connect, declare, publishing
from chassis.events import Heard
from chassis.identifiers import new_id
from chassis.relay import Publish
from chassis.service import Room
from chassis.subscriptions import on
from chassis.turns import per
from chassis.work import Work

Kind = Literal["embedded", "rabbitmq"]


@dataclass
class Ear:
    """What the listening service does with an event: note it, or fail as often as it was told to."""

    fails: dict[int, int] = field(default_factory=dict)
    raises: list[Exception] = field(default_factory=list)
    """What the next attempts meet, whatever the event."""
    attempts: list[int] = field(default_factory=list)
    gate: asyncio.Event | None = None
    inside: asyncio.Event = field(default_factory=asyncio.Event)

    async def hear(self, work: Work, heard: Heard[Geteld]) -> None:
        number = heard.data.nummer
        self.attempts.append(number)
        await work.session.execute(insert(effecten).values(event_id=heard.id, nummer=number))
        self.inside.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.raises:
            raise self.raises.pop()
        if self.fails.get(number, 0):
            self.fails[number] -= 1
            raise RuntimeError(f"client {TEST_BSN}")


@dataclass
class Net:
    """A service that tells, a service that hears, and the bus between them."""

    kind: Kind
    teller: Room
    hearer: Room
    ear: Ear
    topology: Topology
    running: list[asyncio.Task[None]] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    bus: EmbeddedBus | None = None

    def start(self, *others: Room) -> None:
        """The bus begins; `others` are more workers, on RabbitMQ."""
        if self.kind == "embedded":
            self.bus = EmbeddedBus([self.teller, self.hearer])
            self.bus.start()
            return
        self.stopping = asyncio.Event()
        for room in (self.teller, self.hearer, *others):
            self.running.append(asyncio.create_task(worker.run_worker(room, self.topology, self.stopping)))

    async def stop(self) -> None:
        """The bus ends as at a shutdown; a test fails when that takes forever."""
        async with asyncio.timeout(60):
            if self.bus is not None:
                bus, self.bus = self.bus, None
                await bus.stop()
            self.stopping.set()
            running, self.running = self.running, []
            await asyncio.gather(*running)

    @asynccontextmanager
    async def publishing(self) -> AsyncIterator[Publish]:
        """The way to the bus by itself, without a relay around it."""
        if self.kind == "embedded":
            yield EmbeddedBus([self.teller, self.hearer])._publish
            return
        assert self.teller.settings.broker_url is not None
        async with publishing(self.teller, self.topology, self.teller.settings.broker_url) as (publish, _lost):
            yield publish

    async def tell(self, *numbers: int, subject: str = "a") -> None:
        """Each number in a transaction of its own."""
        for number in numbers:
            async with self.teller.work() as work:
                await work.tell(GETELD, subject, Geteld(nummer=number))

    async def smuggle(self, body: str) -> None:
        """Put something in the outbox that never was an event."""
        async with self.teller.work() as work:
            row = {"id": new_id(), "type": GETELD.name, "body": body, "created_at": work.now}
            await work.session.execute(insert(tables.outbox).values(row))

    async def effects(self) -> list[int]:
        """The numbers that had an effect, in order of effect."""
        async with self.hearer.work(writes=False) as work:
            return list((await work.session.execute(select(effecten.c.nummer).order_by(effecten.c.id))).scalars())

    async def dead(self) -> list[consumer.DeadLetter]:
        async with self.hearer.work(writes=False) as work:
            return await consumer.dead_letters(work)

    async def waiting(self) -> int:
        async with self.teller.work(writes=False) as work:
            return (await relay.backlog(work)).waiting

    async def heard(self, number_of: int) -> None:
        """Wait until so many effects are there, and the outbox is empty."""

        async def there() -> bool:
            return len(await self.effects()) >= number_of and await self.waiting() == 0

        await until(there)

    async def buried(self, number_of: int) -> None:
        async def there() -> bool:
            return await count(self.hearer, tables.dead_letters) >= number_of

        await until(there)


PAUSES: tuple[tuple[ModuleType, str, object], ...] = (
    (consumer, "RETRY_SECONDS", (0.0, 0.01, 0.02)),
    (consumer, "AWAY_SECONDS", 0.05),
    (relay, "POLL_SECONDS", 0.1),
    (parts, "RESTART_SECONDS", 0.05),
    (worker, "FOLLOW_SECONDS", 0.05),
)
"""As short as a test likes them; what is promised does not depend on them."""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pauses."""
    for module, name, pause in PAUSES:
        monkeypatch.setattr(module, name, pause)


@asynccontextmanager
async def open_net(
    kind: Kind, folder: Path, urls: Sequence[str | None], broker: tuple[str, str] | None
) -> AsyncIterator[Net]:
    """A net with migrated databases; `broker` is an address and a prefix."""
    ear = Ear()
    services = (proefdienst("toegang"), proefdienst("toewijzing", (on(GETELD, ear.hear, per("nummer")),)))
    broker_url, prefix = broker or (None, "test")
    async with AsyncExitStack() as stack:
        rooms = [
            await stack.enter_async_context(
                running(service, settings_in(folder, database_url=url, broker_url=broker_url, broker_prefix=prefix))
            )
            for service, url in zip(services, urls, strict=True)
        ]
        topology = Topology(prefix, {"toegang": (), "toewijzing": (GETELD.name,)})
        net = Net(kind, rooms[0], rooms[1], ear, topology)
        try:
            yield net
        finally:
            if net.ear.gate is not None:
                net.ear.gate.set()
            await net.stop()


class Proxy:
    """Stands between us and the broker, so that the broker can go away and come back."""

    def __init__(self, url: str) -> None:
        self.target = aio_pika.connection.make_url(url)
        self.port = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._near: set[asyncio.StreamWriter] = set()
        self._takes = asyncio.Event()
        self._takes.set()

    @property
    def url(self) -> str:
        """The address of the broker through this proxy."""
        return str(self.target.with_host("127.0.0.1").with_port(self.port))

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Refuse new connections and cut the ones there are."""
        if self._server is not None:
            self._server.close()
            self._takes.set()
            for writer in set(self._writers):
                writer.transport.abort()
            await self._server.wait_closed()
            self._server = None

    def block(self) -> None:
        """As a broker without memory: it reads nothing more of what we send, and says so."""
        self._takes.clear()
        self._say(commands.Connection.Blocked("memory"))

    def unblock(self) -> None:
        """It reads on where it was."""
        self._takes.set()
        self._say(commands.Connection.Unblocked())

    def _say(self, command: commands.Connection.Blocked | commands.Connection.Unblocked) -> None:
        for writer in self._near:
            writer.write(frame.marshal(command, 0))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self.target.host, self.target.port or 5672)
        self._writers |= {writer, far_writer}
        self._near.add(writer)
        always = asyncio.Event()
        always.set()
        await asyncio.gather(self._copy(reader, far_writer, self._takes), self._copy(far_reader, writer, always))
        self._writers -= {writer, far_writer}
        self._near.discard(writer)

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, when: asyncio.Event) -> None:
        try:
            while data := await reader.read(65536):
                await when.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def backoffice(net: Net) -> AsyncIterator[list[int]]:
    """The numbers that somebody else gets from the exchange, doubles too."""
    assert net.hearer.settings.broker_url is not None
    async with await connect(net.hearer.settings.broker_url) as connection:
        channel = await connection.channel()
        await declare(channel, net.topology)
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(net.topology.exchange, "#")
        got: list[int] = []

        async def take(message: aio_pika.abc.AbstractIncomingMessage) -> None:
            got.append(json.loads(message.body)["data"]["nummer"])

        await queue.consume(take, no_ack=True)
        yield got


def on_rabbitmq(request: pytest.FixtureRequest, tmp_path: Path) -> AbstractAsyncContextManager[Net]:
    """Both services on PostgreSQL, and a broker."""
    make: NewDatabase = request.getfixturevalue("new_postgres")
    broker = (request.getfixturevalue("rabbit_url"), request.getfixturevalue("rabbit_prefix"))
    return open_net("rabbitmq", tmp_path, (make(), make()), broker)


def event_body(**changes: object) -> str:
    good: dict[str, object] = {
        "specversion": "1.0",
        "id": "019a0000-0000-7000-8000-000000000000",
        "source": "urn:elders",
        "type": GETELD.name,
        "subject": "a",
        "sequence": "0000000001",
        "time": "2026-03-01T12:00:00Z",
        "datacontenttype": "application/json",
        "data": {"nummer": 7},
    }
    return json.dumps({name: value for name, value in {**good, **changes}.items() if value is not None})
