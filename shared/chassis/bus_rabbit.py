"""The bus on RabbitMQ: a topic exchange, a quorum queue per service, publisher confirms, a dead-letter queue."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import compress
from math import inf
from typing import Literal, cast

import aio_pika
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractExchange,
    AbstractIncomingMessage,
)
from aiormq import Channel
from aiormq.exceptions import AMQPError, ChannelAccessRefused, ChannelNotFoundEntity

from chassis.consumer import Consumer, read_message
from chassis.events import MEDIA_TYPE
from chassis.relay import RELAY, Outgoing, Publish
from chassis.service import Room
from chassis.settings import Settings

BATCH = 100
"""Messages that are handled together."""
PATIENCE = 10
"""Batches of other events for which one that another worker is at is left: then it is waited for, lest it stays."""
LEFT_SECONDS = 0.1
"""How long other events are awaited before what was left is tried again."""
DELIVERY_LIMIT = 20
"""Deliveries of one message before the broker itself gives up on it; our own retries count as one."""
DEAD_DELIVERIES = 10
"""Deliveries of what the broker gave up on before we do. RabbitMQ 4 would drop it after twenty."""
TOO_OFTEN = "delivered too often without an answer"
HOLD_SECONDS = 300.0
"""How long taken messages are kept while what they need is away; the broker allows half an hour."""
DEAD_ARGUMENTS: Mapping[str, str | int] = {"x-queue-type": "quorum"}
"""The arguments of a queue for dead letters."""
CONFIRM_SECONDS = 10.0
BLOCKED = "de broker neemt niets aan: geheugen of schijf vol"
GONE = (AMQPError, ConnectionError, RuntimeError, TimeoutError)
"""What is raised by a connection or channel that was there."""
CONNECT_SECONDS = 5.0
LOOK_SECONDS = 1.0
"""Who asks how a queue is doing gets no answer rather than a late one."""


@dataclass(frozen=True)
class Topology:
    """Every name on the broker. A queue's arguments can never change, so the names carry a version."""

    prefix: str
    bindings: Mapping[str, tuple[str, ...]]
    """Per service the event types that it hears; '#' for all."""

    @property
    def exchange(self) -> str:
        """The one exchange to which all events go."""
        return f"{self.prefix}.events.v1"

    @property
    def dead_exchange(self) -> str:
        """Where the broker sends what it gives up on."""
        return f"{self.prefix}.dead.v1"

    def queue(self, service: str) -> str:
        """The queue of `service`."""
        return f"{self.prefix}.{service}.v1"

    def dead_queue(self, service: str) -> str:
        """The queue for what the broker gave up on for `service`; its worker files these as dead letters."""
        return f"{self.prefix}.{service}.dead.v1"

    def arguments(self, service: str) -> dict[str, str | int]:
        """The arguments of the queue of `service`."""
        return {
            **DEAD_ARGUMENTS,
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": self.dead_exchange,
            "x-dead-letter-routing-key": service,
        }


async def connect(url: str) -> AbstractConnection:
    """A connection with the broker. Raises OSError or AMQPError when it cannot be reached.

    Not a robust one: that would hide from readiness that the broker is away, and each part connects again anyway.
    """
    return await aio_pika.connect(url, timeout=CONNECT_SECONDS)


@dataclass(frozen=True)
class QueueState:
    """How many events wait in a queue, and how many consumers take from it."""

    waiting: int
    consumers: int


async def queue_state(settings: Settings, service: str) -> QueueState | None:
    """The queue of a service as the broker sees it; None without a broker, or when it does not answer in time.

    A queue that is not there yet has nobody who takes from it.
    """
    if settings.broker_url is None:
        return None
    name = Topology(settings.broker_prefix, {}).queue(service)
    try:
        async with asyncio.timeout(LOOK_SECONDS), await connect(settings.broker_url) as connection:
            channel = await connection.channel()
            found = (await channel.declare_queue(name, passive=True)).declaration_result
    except ChannelNotFoundEntity:
        return QueueState(0, 0)
    except (OSError, AMQPError):
        return None
    return QueueState(found.message_count or 0, found.consumer_count or 0)


async def remove(url: str, topology: Topology) -> None:
    """Delete every exchange and queue of a topology that was there for a while only; what is not there is no error."""
    async with await connect(url) as connection:
        channel = await connection.channel()
        for service in topology.bindings:
            await channel.queue_delete(topology.queue(service))
            await channel.queue_delete(topology.dead_queue(service))
        await channel.exchange_delete(topology.exchange)
        await channel.exchange_delete(topology.dead_exchange)


async def declare(channel: AbstractChannel, topology: Topology) -> AbstractExchange:
    """Make sure that everything is on the broker, for all services: so no event is ever without a queue."""
    exchange = await channel.declare_exchange(topology.exchange, aio_pika.ExchangeType.TOPIC, durable=True)
    dead = await channel.declare_exchange(topology.dead_exchange, aio_pika.ExchangeType.DIRECT, durable=True)
    for service, types in topology.bindings.items():
        dead_queue = await channel.declare_queue(
            topology.dead_queue(service), durable=True, arguments={**DEAD_ARGUMENTS}
        )
        await dead_queue.bind(dead, routing_key=service)
        queue = await channel.declare_queue(
            topology.queue(service), durable=True, arguments={**topology.arguments(service)}
        )
        for event_type in types:
            await queue.bind(exchange, routing_key=event_type)
    return exchange


async def prepare(connection: AbstractConnection, topology: Topology) -> None:
    """Make sure that everything is on the broker; who may not declare, looks whether somebody did.

    Raises AMQPError when something is not there.
    """
    try:
        await declare(await connection.channel(), topology)
    except ChannelAccessRefused:
        channel = await connection.channel()  # the refusal closed the other one
        for exchange in (topology.exchange, topology.dead_exchange):
            await channel.declare_exchange(exchange, passive=True)
        for service in topology.bindings:
            for queue in (topology.queue(service), topology.dead_queue(service)):
                await channel.declare_queue(queue, passive=True)


class RabbitPublisher:
    """Publishes persistently and waits for the confirm of every message."""

    def __init__(self, room: Room, connection: AbstractConnection, channel: Channel, exchange: str) -> None:
        self._room = room
        self._connection = connection
        self._channel = channel
        self._exchange = exchange

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        """Returns when the broker has confirmed all. Raises when it refuses, returns or does not answer.

        A broker without memory or disk holds back what we sent and confirms it later: it is not sent again.
        """
        sending = [asyncio.create_task(self._publish_one(row)) for row in batch]
        held = False
        try:
            while (await asyncio.wait(sending, timeout=CONFIRM_SECONDS))[1]:
                was_held, held = held, await self._is_blocked()
                if self._room.stopping.is_set() or not (held or was_held):  # just let go of, it gets its time again
                    raise TimeoutError("the broker does not confirm")
                self._room.failures[RELAY] = BLOCKED
        finally:
            for each in sending:
                each.cancel()
            await asyncio.gather(*sending, return_exceptions=True)
        for each in sending:
            each.result()

    async def _is_blocked(self) -> bool:
        """Whether the broker said that it takes nothing for now (connection.blocked)."""
        transport = self._connection.transport
        if transport is None:
            return False
        try:
            async with asyncio.timeout(0):
                await transport.connection.ready()
        except TimeoutError:
            return True
        return False

    async def _publish_one(self, row: Outgoing) -> None:
        message = aio_pika.Message(
            row.body,
            content_type=MEDIA_TYPE,
            message_id=row.id,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )
        # On the channel itself: an exchange of aio-pika sends a message only when the one before it is on the wire.
        await self._channel.basic_publish(
            message.body,
            exchange=self._exchange,
            routing_key=row.type,
            properties=message.properties,
            mandatory=True,
            wait=False,
        )


@asynccontextmanager
async def publishing(room: Room, topology: Topology, url: str) -> AsyncIterator[tuple[Publish, asyncio.Event]]:
    """The way to the bus, on a connection of its own, and what is set when that is gone.

    Raises OSError or AMQPError when the broker cannot be reached.
    """
    async with await connect(url) as connection:
        await prepare(connection, topology)
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        below = cast(Channel, await channel.get_underlay_channel())  # of which the abstract one knows no `wait`
        publisher = RabbitPublisher(room, connection, below, topology.exchange)
        yield publisher.publish, await _loss_of(connection, channel)


@dataclass(frozen=True)
class Intake:
    """A queue that a worker takes from."""

    part: str
    """What it is called among the parts of a process."""
    queue: str
    batch: int = BATCH
    gives_up: float = inf
    """Deliveries without an answer, as the broker counts them, after which an event is a dead letter untried."""


def intakes(topology: Topology, service: str) -> tuple[Intake, ...]:
    """What the worker of a service takes from: its queue, and what the broker gave up on after an outage or a crash.

    Of the latter one at a time, so that an event that ends the process is known by its count.
    """
    return (
        Intake("consumer", topology.queue(service)),
        Intake("dead queue", topology.dead_queue(service), batch=1, gives_up=DEAD_DELIVERIES),
    )


async def take_in(room: Room, topology: Topology, url: str, intake: Intake) -> None:
    """Take from a queue until `room.stopping`, on a connection of its own.

    Raises OSError or AMQPError when the broker cannot be reached, or is gone.
    """
    async with await connect(url) as connection:
        await prepare(connection, topology)
        channel = await connection.channel()
        # Nearly a batch more than is under way, or the next one would begin as soon as its first message is there.
        await channel.set_qos(prefetch_count=2 * intake.batch - 1)
        lost = await _loss_of(connection, channel)
        room.failures.pop(intake.part, None)
        await RabbitConsumer(room, intake, channel, lost).run()


class RabbitConsumer:
    """Takes messages off a queue, in batches; acknowledges after the commit."""

    def __init__(self, room: Room, intake: Intake, channel: AbstractChannel, lost: asyncio.Event) -> None:
        self._room = room
        self._intake = intake
        self._channel = channel
        self._lost = lost
        self._consumer = Consumer(room, intake.part)
        self._waiting: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()
        self._left: list[AbstractIncomingMessage] = []
        """What another worker was at, in order; it goes along with the next batch."""
        self._left_for = 0
        """How many batches of others on end."""

    async def run(self) -> None:
        """Consume until `room.stopping`; the batch under way is finished first. Raises ConnectionError when lost."""
        queue = await self._channel.get_queue(self._intake.queue)
        tag = await queue.consume(self._waiting.put)
        ends = [asyncio.create_task(event.wait()) for event in (self._room.stopping, self._lost)]
        try:
            while not any(end.done() for end in ends):
                batch = await self._next_batch(ends)
                if batch:
                    await self._handle(batch)
        finally:
            for end in ends:
                end.cancel()
        if not self._room.stopping.is_set():
            raise ConnectionError("the broker is gone, or a queue of ours")
        with suppress(*GONE):
            await queue.cancel(tag, timeout=CONFIRM_SECONDS)

    async def _next_batch(self, ends: Sequence[asyncio.Task[Literal[True]]]) -> list[AbstractIncomingMessage]:
        """What was left before, and what came since."""
        first = asyncio.create_task(self._waiting.get())
        seconds = LEFT_SECONDS if self._left else None
        await asyncio.wait({first, *ends}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        batch = [*self._left]
        if first.done():
            batch.append(first.result())
        else:
            first.cancel()
        while len(batch) < self._intake.batch and not self._waiting.empty():
            batch.append(self._waiting.get_nowait())
        return batch

    async def _handle(self, batch: Sequence[AbstractIncomingMessage]) -> None:
        """Handle a batch, however long what it needs is away.

        What is not answered within half an hour makes the broker end the channel and count a delivery, again and again.
        So after a while all goes back to the queue, which counts once; the inbox knows what was handled meanwhile.
        """
        handling = asyncio.create_task(self._deliver(batch))
        await asyncio.wait({handling}, timeout=HOLD_SECONDS)
        if not handling.done():
            with suppress(*GONE):
                await self._channel.close()
        done = await handling
        with_others = len(batch) > len(self._left)
        self._left = [each for each, is_done in zip(batch, done, strict=True) if not is_done]
        self._left_for = self._left_for + with_others if self._left else 0
        await _acknowledge(batch, done)

    async def _deliver(self, batch: Sequence[AbstractIncomingMessage]) -> list[bool]:
        """Which are done; the others another worker is at."""
        given_up = [_deliveries(each) >= self._intake.gives_up for each in batch]
        for message in compress(batch, given_up):
            await self._consumer.bury(read_message(message.body), RuntimeError(TOO_OFTEN))
        tried = [read_message(each.body) for each, is_over in zip(batch, given_up, strict=True) if not is_over]
        wait = self._left_for >= PATIENCE
        done = iter(await self._consumer.deliver(tried, wait=wait)) if tried else iter(())
        return [is_over or next(done) for is_over in given_up]


def _deliveries(message: AbstractIncomingMessage) -> int:
    """How often the broker has given this message before without an answer."""
    count = message.headers.get("x-delivery-count", 0)
    return count if isinstance(count, int) else 0


async def _acknowledge(batch: Sequence[AbstractIncomingMessage], done: Sequence[bool]) -> None:
    """What is done, in one go when that is all. What cannot be acknowledged comes again, and the inbox knows it."""
    with suppress(*GONE):
        if all(done):
            await batch[-1].ack(multiple=True)
        else:
            for each in compress(batch, done):
                await each.ack()


async def _loss_of(connection: AbstractConnection, channel: AbstractChannel) -> asyncio.Event:
    """Set as soon as the connection, its channel or a consumer is gone, also when nothing is being sent."""
    lost = asyncio.Event()

    def set_lost(*_: object) -> None:
        lost.set()

    connection.close_callbacks.add(set_lost)
    channel.close_callbacks.add(set_lost)
    # A queue that is deleted takes its consumers along without closing their channel.
    (await channel.get_underlay_channel()).on_consumer_cancel_callbacks.add(set_lost)
    return lost
