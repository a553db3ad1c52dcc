"""The bus inside one process. Not a mock: the outbox is its queue and the inbox removes doubles, as on a broker."""

import asyncio
from collections.abc import Sequence
from functools import partial

from chassis.consumer import Consumer, read_message
from chassis.parts import start_parts
from chassis.relay import RELAY, Outgoing, relay_forever, relay_once, wait_within
from chassis.service import Room
from chassis.subscriptions import wanted
from chassis.ticks import ticks_of


class EmbeddedBus:
    """Carries events between the rooms of this process."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        self._rooms = rooms
        self._consumers = [Consumer(room) for room in rooms]
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin carrying, in the background."""
        for room in self._rooms:
            room.stopping = self._stop
            relay = partial(relay_forever, room, self._publish, partial(wait_within, room))
            self._tasks += start_parts(room, {RELAY: relay, **ticks_of(room)})

    async def stop(self) -> None:
        """Finish what is under way and stop; what is left in the outbox goes out at the next start."""
        self._stop.set()
        await asyncio.gather(*self._tasks)

    async def settle(self) -> None:
        """Carry until no outbox holds anything: afterwards every consequence has happened."""
        while sum([await relay_once(room, self._publish) for room in self._rooms]):
            pass

    async def _publish(self, batch: Sequence[Outgoing]) -> None:
        for consumer in self._consumers:
            subscriptions = consumer.room.service.subscriptions
            messages = [read_message(row.body) for row in batch if wanted(subscriptions, row.type)]
            if messages:
                await consumer.deliver(messages)
