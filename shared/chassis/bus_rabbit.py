"""The bus on RabbitMQ: a topic exchange, a quorum queue per service, publisher confirms, a dead-letter queue."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import aio_pika
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractExchange,
    AbstractIncomingMessage,
    AbstractQueue,
)
from aiormq.exceptions import AMQPError, ChannelAccessRefused, ChannelInvalidStateError, ChannelNotFoundEntity

from chassis.consumer import Consumer, Message, read_message
from chassis.events import MEDIA_TYPE
from chassis.relay import Outgoing, Publish, wait_for_any
from chassis.service import Room
from chassis.settings import Settings

PREFETCH = 100
DELIVERY_LIMIT = 20
"""Deliveries of one message before the broker itself gives up on it; our own retries count as one."""
DEAD_ARGUMENTS: Mapping[str, str | int] = {"x-queue-type": "quorum"}
"""The arguments of a queue for dead letters."""
CONFIRM_SECONDS = 10.0
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

    Not a robust one: that would hide from readiness that the broker is away, and run_worker connects again anyway.
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

    def __init__(self, exchange: AbstractExchange) -> None:
        self._exchange = exchange

    async def publish(self, batch: Sequence[Outgoing]) -> None:
        """Returns when the broker has confirmed all. Raises when it refuses, returns or does not answer."""
        await asyncio.gather(*(self._publish_one(row) for row in batch))

    async def _publish_one(self, row: Outgoing) -> None:
        message = aio_pika.Message(
            row.body,
            content_type=MEDIA_TYPE,
            message_id=row.id,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )
        await self._exchange.publish(message, routing_key=row.type, mandatory=True, timeout=CONFIRM_SECONDS)


class RabbitConsumer:
    """Takes messages off the queue of one service, in batches; acknowledges after the commit."""

    def __init__(self, room: Room, queue: AbstractQueue) -> None:
        self._consumer = Consumer(room)
        self._queue = queue
        self._waiting: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()

    async def run(self, stop: asyncio.Event) -> None:
        """Consume until `stop`; the batch under way is finished first."""
        tag = await self._queue.consume(self._waiting.put)
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                batch = await self._next_batch(stopping)
                if batch:
                    await self._consumer.deliver([_read(message) for message in batch])
                    await _acknowledge(batch)
        finally:
            stopping.cancel()
            await self._cancel(tag)

    async def _next_batch(self, stopping: asyncio.Task[bool]) -> list[AbstractIncomingMessage]:
        first = asyncio.create_task(self._waiting.get())
        await asyncio.wait({first, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not first.done():
            first.cancel()
            return []
        batch = [first.result()]
        while len(batch) < PREFETCH and not self._waiting.empty():
            batch.append(self._waiting.get_nowait())
        return batch

    async def _cancel(self, tag: str) -> None:
        try:
            await self._queue.cancel(tag)
        except (AMQPError, ConnectionError, RuntimeError):
            return  # the connection is gone already, and the consumer with it


def _read(message: AbstractIncomingMessage) -> Message:
    return read_message(message.body)


async def _acknowledge(batch: Sequence[AbstractIncomingMessage]) -> None:
    """A message that cannot be acknowledged any more is delivered again, and the inbox knows it."""
    for message in batch:
        try:
            await message.ack()
        except (AMQPError, ChannelInvalidStateError, ConnectionError, RuntimeError):
            return


class DeadQueueConsumer:
    """Files what the broker gave up on with the dead letters of the service, where people look."""

    def __init__(self, room: Room, queue: AbstractQueue) -> None:
        self._consumer = Consumer(room)
        self._queue = queue

    async def take(self, message: AbstractIncomingMessage) -> None:
        """One message from the dead-letter queue."""
        await self._consumer.bury(_read(message), RuntimeError("delivered too often without an answer"))
        await _acknowledge([message])

    async def start(self) -> None:
        """Begin taking."""
        await self._queue.consume(self.take)


Relay = Callable[[Room, Publish, asyncio.Event], Awaitable[None]]


async def run_worker_bus(room: Room, topology: Topology, url: str, stop: asyncio.Event, relay: Relay) -> None:
    """The bus side of one worker, until `stop`: consume, file dead letters, and relay.

    Raises OSError or AMQPError when the broker cannot be reached, ExceptionGroup when a part stops working.
    """
    name = room.service.name
    async with await connect(url) as connection:
        await prepare(connection, topology)
        publishing = await connection.channel(publisher_confirms=True, on_return_raises=True)
        consuming = await connection.channel()
        await consuming.set_qos(prefetch_count=PREFETCH)
        exchange = await publishing.get_exchange(topology.exchange, ensure=False)
        queue = await consuming.get_queue(topology.queue(name))
        dead_queue = await consuming.get_queue(topology.dead_queue(name))
        await DeadQueueConsumer(room, dead_queue).start()
        lost = await _loss_of(connection, publishing, consuming)
        room.failures.pop("broker", None)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_watch(lost, stop))
            tasks.create_task(RabbitConsumer(room, queue).run(stop))
            tasks.create_task(_until_stop(relay(room, RabbitPublisher(exchange).publish, stop)))


async def _loss_of(connection: AbstractConnection, *channels: AbstractChannel) -> asyncio.Event:
    """Set as soon as the connection, a channel or a consumer is gone, also when nothing is being sent."""
    lost = asyncio.Event()

    def set_lost(*_: object) -> None:
        lost.set()

    connection.close_callbacks.add(set_lost)
    for channel in channels:
        channel.close_callbacks.add(set_lost)
        # A queue that is deleted takes its consumers along without closing their channel.
        (await channel.get_underlay_channel()).on_consumer_cancel_callbacks.add(set_lost)
    return lost


async def _watch(lost: asyncio.Event, stop: asyncio.Event) -> None:
    await wait_for_any(None, lost, stop)
    if not stop.is_set():
        raise ConnectionError("the broker is gone, or a queue of ours")


async def _until_stop(relaying: Awaitable[None]) -> None:
    await relaying
