"""An event that the broker lost without a word is told again, and nothing else is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aio_pika
import httpx
import pytest
from sqlalchemy import delete, select
from tests.chassis.net import Net, impatient
from tests.chassis.proef import bearer, client_of, count, until
from tests.chassis.proefdienst.app import GETELD, Geteld

from chassis import restored, tables, told
from chassis.clock import system_clock
from chassis.consumer import drop
from chassis.health import check_health
from chassis.migrations import DatabaseError
from chassis.relay import backlog
from chassis.restored import check_restored
from chassis.tokens import Caller
from chassis.told import catch_up, keep_compared, newest_heard

__all__ = ["impatient"]
pytestmark = pytest.mark.usefixtures("impatient")
DIENST = Caller("service-toewijzing", frozenset({"verteld"}), gemeenten=frozenset({"*"}))


@pytest.fixture
async def net(rabbit_net: Net) -> Net:
    """Two services that run, of which the one that hears may ask the other."""
    rabbit_net.hearer.peers = {"toegang": client_of(rabbit_net.teller, **bearer(rabbit_net.teller, DIENST))}
    rabbit_net.start()
    await rabbit_net.tell(1)
    await rabbit_net.heard(1)
    return rabbit_net


@asynccontextmanager
async def lost(net: Net) -> AsyncIterator[None]:
    """What is told meanwhile goes to somebody else only, as when the queue was deleted and declared anew."""
    assert net.hearer.settings.broker_url is not None
    async with await aio_pika.connect(net.hearer.settings.broker_url) as connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange(net.topology.exchange)
        queue = await channel.get_queue(net.topology.queue("toewijzing"))
        other = await channel.declare_queue(exclusive=True)
        await other.bind(exchange, routing_key="#")
        await queue.unbind(exchange, routing_key=GETELD.name)
        yield
        await until(lambda: _nothing_waits(net))
        await queue.bind(exchange, routing_key=GETELD.name)


async def _nothing_waits(net: Net) -> bool:
    return await net.waiting() == 0


def later(net: Net, by: timedelta) -> None:
    """Let the clock of the one that told be ahead."""
    net.teller.clock = lambda: system_clock() + by


async def test_what_was_lost_is_told_again_and_has_its_effect_once(net: Net) -> None:
    async with lost(net):
        await net.tell(2)
    await net.tell(3)
    await net.heard(2)
    assert await net.effects() == [1, 3]

    await catch_up(net.hearer)
    assert await net.waiting() == 0, "what was told just now may still be on its way"
    later(net, told.SETTLED * 2)
    await catch_up(net.hearer)
    await net.heard(3)
    assert await net.effects() == [1, 3, 2]

    later(net, told.SETTLED * 4)
    await catch_up(net.hearer)
    assert (await net.waiting(), await net.effects()) == (0, [1, 3, 2])


async def test_what_a_service_told_itself_and_was_lost_is_told_again(net: Net) -> None:
    """Once a message that came in stayed as it was for ever, when the queue of its own service was deleted."""

    async def nothing_waits() -> bool:
        async with net.hearer.work(writes=False) as work:
            return (await backlog(work)).waiting == 0

    async with lost(net):
        async with net.hearer.work() as work:
            await work.tell(GETELD, "b", Geteld(nummer=7))
        await until(nothing_waits)
    net.hearer.clock = lambda: system_clock() + told.SETTLED * 2
    await catch_up(net.hearer)
    await net.heard(2)
    assert await net.effects() == [1, 7]


async def test_who_knows_of_an_event_otherwise_is_not_told_again(net: Net) -> None:
    net.ear.fails[2] = 99
    await net.tell(2)
    await net.buried(1)
    later(net, told.SETTLED * 2)
    await catch_up(net.hearer)
    assert (await net.waiting(), net.ear.attempts.count(2)) == (0, 5)

    (dead,) = await net.dead()
    async with net.hearer.work() as work:
        assert await drop(work, dead.event_id, "een proef", "beheer")
    await catch_up(net.hearer)
    assert (await net.waiting(), await net.dead()) == (0, [])


async def test_it_goes_on_where_all_was_heard(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "PAGE", 2)
    await net.tell(2, 3)
    async with lost(net):
        await net.tell(4)
    await net.heard(3)
    later(net, told.SETTLED * 2)
    await catch_up(net.hearer)
    await net.heard(4)
    assert await net.effects() == [1, 2, 3, 4]
    assert await count(net.hearer, tables.compared) == 1

    async with net.hearer.work() as work:
        await work.session.execute(delete(tables.inbox).where(tables.inbox.c.event_id.in_(await _first_two(net))))
    later(net, told.SETTLED * 4)
    await catch_up(net.hearer)
    assert await net.waiting() == 0, "the first page was whole, and is not looked at again"


async def _first_two(net: Net) -> list[str]:
    async with net.teller.work(writes=False) as work:
        ids = (await work.session.execute(select(tables.outbox.c.id).order_by(tables.outbox.c.position))).scalars()
        return [f"{net.teller.source}/{each}" for each in list(ids)[:2]]


async def test_what_may_be_forgotten_is_not_told_again(net: Net) -> None:
    async with lost(net):
        await net.tell(2)
    later(net, timedelta(days=net.teller.settings.kept_days) / 2 + timedelta(minutes=1))
    await catch_up(net.hearer)
    assert (await net.waiting(), await net.effects()) == (0, [1])


async def test_a_sender_that_is_away_is_asked_the_next_time(net: Net) -> None:
    async with lost(net):
        await net.tell(2)
    later(net, told.SETTLED * 2)
    good = net.hearer.peers
    net.hearer.peers = {"toegang": client_of(net.teller)}  # without a token: 401
    await catch_up(net.hearer)
    assert (await net.waiting(), net.hearer.failures) == (0, {})
    net.hearer.peers = good
    await catch_up(net.hearer)
    await net.heard(2)


async def test_who_forgot_what_others_heard_does_not_start_and_is_not_ready(net: Net) -> None:
    net.teller.peers = {"toewijzing": client_of(net.hearer, **bearer(net.hearer, DIENST))}
    net.teller.unasked = {"toewijzing"}
    await net.stop()
    async with net.teller.work() as work:
        await work.session.execute(delete(tables.outbox))
        await work.session.execute(delete(tables.sequences))
    with pytest.raises(DatabaseError, match="clientroute herstel toegang"):
        await check_restored(net.teller)
    assert "herstel toegang" in (await check_health(net.teller)).fouten["database"]

    async with net.hearer.work(writes=False) as work:
        heard = await newest_heard(work, net.teller.source)
    async with net.teller.work() as work:
        await keep_compared(work, "toegang", str(heard))
    await check_restored(net.teller)
    assert net.teller.unasked == set()


async def test_a_service_that_hangs_makes_no_other_one_unready(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restored, "ASK_SECONDS", 0.05)

    async def hang(_request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError("nobody waits that long")

    net.teller.peers = {"toewijzing": httpx.AsyncClient(transport=httpx.MockTransport(hang), base_url="http://hangt")}
    net.teller.unasked = {"toewijzing"}
    assert "database" not in (await check_health(net.teller)).fouten
    assert net.teller.unasked == {"toewijzing"}
