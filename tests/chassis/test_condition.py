"""How a service is doing, as any process of it sees it: on PostgreSQL and RabbitMQ, and on SQLite."""

from pathlib import Path

import pytest
from tests.chassis.net import impatient, on_rabbitmq
from tests.chassis.proef import until

from chassis.bus_rabbit import QueueState
from chassis.condition import look
from chassis.consumer import Consumer, read_message
from chassis.relay import Backlog
from chassis.service import Room

__all__ = ["impatient"]


@pytest.mark.usefixtures("impatient", "rabbit_url")
async def test_who_works_at_a_service_is_seen_from_outside_of_the_workers(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    async with on_rabbitmq(request, tmp_path) as net:
        idle = await look(net.teller)
        assert (idle.relays, idle.queue) == (False, QueueState(0, 0))
        net.start()

        async def working() -> bool:
            found = await look(net.teller)
            return (found.relays, found.queue) == (True, QueueState(0, 1))

        await until(working)
        await net.stop()
        assert not (await look(net.teller)).relays


async def test_what_waits_and_what_went_wrong_is_counted_since_when(room: Room) -> None:
    assert (await look(room)).dead == Backlog(0, None)
    begun = room.clock()
    await Consumer(room).deliver([read_message(b"geen json")])
    found = await look(room)
    assert (found.dead.waiting, found.outbox) == (1, Backlog(0, None))
    assert found.dead.oldest is not None
    assert begun <= found.dead.oldest <= room.clock()
    assert (found.relays, found.queue) == (True, None), "without a broker it carries what it tells by itself"
