"""What only a broker can do to us: go away, lose a queue, give up on a message; and two workers of one service."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aio_pika
import pytest
from prometheus_client import REGISTRY
from sqlalchemy import text
from tests.chassis.net import Net, Proxy, event_body, impatient
from tests.chassis.proef import until
from tests.chassis.proefdienst.app import GETELD

from chassis import metrics
from chassis.bus_rabbit import DEAD_DELIVERIES, QueueState, Topology, queue_state
from chassis.consumer import replay
from chassis.relay import Outgoing, relay_once
from chassis.service import Room
from chassis.worker import run_worker

__all__ = ["impatient"]
pytestmark = pytest.mark.usefixtures("impatient")


LOCKS = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND granted AND datname = current_database()
"""


def twin(room: Room) -> Room:
    """A second process of the same service, on the same database."""
    return Room(room.service, room.settings, room.secrets, {})


@asynccontextmanager
async def on_the_broker(net: Net) -> AsyncIterator[aio_pika.abc.AbstractChannel]:
    """A hand on the broker beside the services."""
    assert net.hearer.settings.broker_url is not None
    async with await aio_pika.connect(net.hearer.settings.broker_url) as connection:
        yield await connection.channel()


async def test_a_broker_that_is_away_loses_nothing_and_makes_the_worker_not_ready(
    rabbit_net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = rabbit_net
    assert net.teller.settings.broker_url is not None
    proxy = Proxy(net.teller.settings.broker_url)
    await proxy.open()
    await proxy.shut()
    for room in (net.teller, net.hearer):
        room.settings = room.settings.model_copy(update={"broker_url": proxy.url})
    net.start()
    await net.tell(1, 2)

    async def red() -> bool:
        return all({"relay", "consumer", "dead queue"} <= room.failures.keys() for room in (net.hearer, net.teller))

    async def green() -> bool:
        return not net.hearer.failures and not net.teller.failures

    try:
        await until(red)
        assert (await net.waiting(), await net.effects()) == (2, [])
        await proxy.open()
        await net.heard(2)
        await until(green)
        await proxy.shut()
        await until(red)
        await net.tell(3, 4)
        await proxy.open()
        await net.heard(4)
        await until(green)
        assert await net.effects() == [1, 2, 3, 4]
    finally:
        await net.stop()
        await proxy.shut()


async def test_two_workers_of_one_service_have_one_effect_and_one_relay(rabbit_net: Net) -> None:
    net = rabbit_net
    second = [twin(room) for room in (net.teller, net.hearer)]
    net.start(*second)
    try:
        await net.tell(*range(300))
        await net.heard(300)
        assert sorted(await net.effects()) == list(range(300))
        async with net.teller.work(writes=False) as work:
            assert (await work.session.execute(text(LOCKS))).scalar_one() == 1
        assert await net.dead() == []
    finally:
        await net.stop()
        for room in second:
            await room.close()


async def test_a_service_says_how_much_waits_in_its_queue_and_who_takes_from_it(rabbit_net: Net) -> None:
    net = rabbit_net
    settings, name = net.hearer.settings, net.hearer.service.name
    assert await queue_state(settings, name) == QueueState(0, 0)  # nobody ever declared it
    net.start()

    async def read() -> bool:
        return await queue_state(settings, name) == QueueState(0, 1)

    await until(read)
    await net.stop()
    async with on_the_broker(net) as channel:
        exchange = await channel.get_exchange(net.topology.exchange)
        for _ in range(3):
            await exchange.publish(aio_pika.Message(event_body().encode()), routing_key=GETELD.name)
    assert await queue_state(settings, name) == QueueState(3, 0)
    await metrics.measure(net.hearer, net.hearer.clock())
    shown = [
        REGISTRY.get_sample_value(f"clientroute_queue_{what}", {"dienst": name}) for what in ("events", "consumers")
    ]
    assert shown == [3, 0]
    away = settings.model_copy(update={"broker_url": "amqp://guest:guest@127.0.0.1:1/"})
    assert await queue_state(away, name) is None


async def test_when_the_worker_with_the_relay_goes_the_other_takes_over(rabbit_net: Net) -> None:
    net = rabbit_net
    second = twin(net.teller)
    net.start()
    await net.tell(1)
    await net.heard(1)
    first, hearer = net.running
    stop_second = asyncio.Event()
    other = asyncio.create_task(run_worker(second, net.topology, stop_second))
    try:
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        net.running = [hearer]
        await net.tell(2)
        await net.heard(2)
        assert await net.effects() == [1, 2]
    finally:
        stop_second.set()
        await other
        await second.close()


async def test_a_queue_that_was_deleted_comes_back_or_makes_the_worker_not_ready(rabbit_net: Net) -> None:
    net = rabbit_net
    net.start()
    await net.tell(1)
    await net.heard(1)
    name = net.topology.queue("toewijzing")
    async with on_the_broker(net) as channel:
        await channel.queue_delete(name)

        async def noticed() -> bool:
            if net.hearer.failures:
                return True
            async with on_the_broker(net) as other:
                try:
                    return bool((await other.declare_queue(name, passive=True)).declaration_result.consumer_count)
                except aio_pika.exceptions.ChannelNotFoundEntity:
                    return False

        await until(noticed)
    await net.tell(2)
    await net.heard(2)
    assert await net.effects() == [1, 2]


@pytest.mark.parametrize("body", [b"\x00\x00", b"\xff\xfe", b"", b'{"a":"\x00"}', b"[" * 100_000], ids=range(5))
async def test_bytes_from_elsewhere_become_a_dead_letter(rabbit_net: Net, body: bytes) -> None:
    net = rabbit_net
    async with net.publishing() as publish:
        await publish([Outgoing(1, "x", GETELD.name, body)])
        net.start()
        await net.tell(1)
        await net.heard(1)
        await net.buried(1)
    assert [each.type for each in await net.dead()] == ["unreadable"]
    assert not net.hearer.failures


async def test_an_event_without_a_queue_is_not_published(rabbit_net: Net) -> None:
    net = rabbit_net
    bound, net.topology = net.topology, Topology(net.topology.prefix, {"toewijzing": ()})
    await net.tell(1)
    async with net.publishing() as publish:
        with pytest.raises(aio_pika.exceptions.PublishError):
            await relay_once(net.teller, publish)
    assert await net.waiting() == 1
    net.topology = bound
    net.start()
    await net.heard(1)


async def give_up(net: Net, number: int) -> None:
    """Let the broker give up on an event that nobody tried, as after an outage or a crash."""
    async with net.publishing() as publish:
        await net.tell(number)
        await relay_once(net.teller, publish)
    async with on_the_broker(net) as channel:
        message = await (await channel.get_queue(net.topology.queue("toewijzing"))).get()
        await message.reject(requeue=False)


async def test_what_the_broker_gave_up_on_is_taken_up_by_itself(rabbit_net: Net) -> None:
    net = rabbit_net
    await give_up(net, 1)
    net.start()
    await net.tell(2)
    await net.heard(2)
    assert sorted(await net.effects()) == [1, 2]
    assert await net.dead() == []


async def test_of_what_the_broker_gave_up_on_only_what_is_wrong_becomes_a_dead_letter(rabbit_net: Net) -> None:
    net = rabbit_net
    net.ear.fails = {1: 1000}
    await give_up(net, 1)
    net.start()
    await net.buried(1)
    (letter,) = await net.dead()
    assert letter.reason.startswith("RuntimeError: client ")
    net.ear.fails = {}
    assert await replay(net.hearer, letter.event_id) is True
    assert await net.effects() == [1]


async def test_an_event_that_ends_the_process_each_time_becomes_a_dead_letter_untried(rabbit_net: Net) -> None:
    net = rabbit_net
    await give_up(net, 1)
    async with on_the_broker(net) as channel:
        queue = await channel.get_queue(net.topology.dead_queue("toewijzing"))

        async def taken() -> bool:
            message = await queue.get(fail=False)
            if message is None:
                return False  # the broker has not moved it yet
            await message.reject(requeue=True)
            return message.headers.get("x-delivery-count", 0) == DEAD_DELIVERIES - 1

        await until(taken)
    net.start()
    await net.buried(1)
    (letter,) = await net.dead()
    assert "too often" in letter.reason
    assert net.ear.attempts == []
    assert await replay(net.hearer, letter.event_id) is True
    assert await net.effects() == [1]
