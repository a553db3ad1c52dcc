"""One suite for the bus: what is promised holds inside one process and on RabbitMQ with PostgreSQL."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from tests.chassis.net import Net, event_body, impatient, on_rabbitmq, open_net
from tests.chassis.proef import TEST_BSN, client_of, until
from tests.chassis.proefdienst.app import GETELD, Geteld

from chassis import bus_embedded, tables
from chassis.consumer import Consumer, read_message, replay
from chassis.events import UnreadableEvent
from chassis.health import check_health
from chassis.relay import Outgoing, Publish, Wait, relay_once
from chassis.service import Room

__all__ = ["impatient"]
pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture(params=["embedded", "rabbitmq"])
async def net(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Net]:
    if request.param == "embedded":
        async with open_net("embedded", tmp_path, (None, None), None) as made:
            yield made
        return
    async with on_rabbitmq(request, tmp_path) as made:
        yield made


async def test_everything_told_is_heard_once_and_in_order(net: Net) -> None:
    await net.tell(*range(20))
    net.start()
    await asyncio.gather(net.tell(*range(20, 250)), net.tell(*range(1000, 1200), subject="b"))
    await net.heard(450)
    effects = await net.effects()
    assert [number for number in effects if number < 1000] == list(range(250))
    assert [number for number in effects if number >= 1000] == list(range(1000, 1200))
    assert await net.dead() == []


async def test_what_was_rolled_back_is_never_told(net: Net) -> None:
    net.start()
    with pytest.raises(LookupError):  # noqa: PT012  the transaction is what is tested
        async with net.teller.work() as work:
            await work.tell(GETELD, "a", Geteld(nummer=1))
            raise LookupError
    await net.tell(2)
    await net.heard(1)
    assert await net.effects() == [2]
    async with net.teller.work(writes=False) as work:
        body = json.loads((await work.session.execute(tables.outbox.select())).one().body)
    assert int(body["sequence"]) == 1  # the number that was rolled back is not skipped either


async def test_what_is_told_together_counts_on_per_subject(net: Net) -> None:
    for subjects in ("aba", "ba"):
        async with net.teller.work() as work:
            for subject in subjects:
                await work.tell(GETELD, subject, Geteld(nummer=1))
    async with net.teller.work(writes=False) as work:
        rows = (await work.session.execute(tables.outbox.select().order_by(tables.outbox.c.position))).all()
    told = [json.loads(row.body) for row in rows]
    assert [(each["subject"], int(each["sequence"])) for each in told] == [
        *(("a", 1), ("b", 1), ("a", 2)),
        *(("b", 2), ("a", 3)),
    ]


async def test_the_same_event_twice_in_one_delivery_has_one_effect(net: Net) -> None:
    await net.tell(1)
    async with net.teller.work(writes=False) as work:
        body = (await work.session.execute(tables.outbox.select())).one().body
    message = read_message(body.encode())
    await Consumer(net.hearer).deliver([message, message])
    assert await net.effects() == [1]


async def test_a_handler_that_stumbles_twice_has_one_effect(net: Net) -> None:
    net.ear.fails = {2: 2}
    await net.tell(1, 2, 3)
    net.start()
    await net.heard(3)
    assert await net.effects() == [1, 2, 3]
    assert net.ear.attempts.count(2) >= 3
    assert await net.dead() == []


async def test_a_handler_that_always_fails_leaves_a_dead_letter_and_lets_the_rest_go_on(net: Net) -> None:
    net.ear.fails = {2: 1000}
    await net.tell(1, 2, 3)
    net.start()
    await net.tell(4)
    await net.heard(3)
    await net.buried(1)
    assert await net.effects() == [1, 3, 4]
    (letter,) = await net.dead()
    assert letter.event_id.startswith(f"{net.teller.source}/")
    assert letter.type == GETELD.name
    assert letter.reason.startswith("RuntimeError: client ")
    assert TEST_BSN not in letter.reason


async def test_a_dead_letter_can_be_handled_again_and_only_once(net: Net) -> None:
    net.ear.fails = {1: 1000}
    await net.tell(1)
    net.start()
    await net.buried(1)
    (letter,) = await net.dead()
    with pytest.raises(RuntimeError):
        await replay(net.hearer, letter.event_id)
    assert [each.event_id for each in await net.dead()] == [letter.event_id]
    assert await net.effects() == []
    net.ear.fails = {}
    assert await replay(net.hearer, letter.event_id) is True
    assert await replay(net.hearer, letter.event_id) is False
    assert (await net.effects(), await net.dead()) == ([1], [])


UNREADABLE = [
    "geen json",
    "[]",
    "{}",
    "null",
    "[" * 100_000,
    '{"specversion":"1.0","id":"1","source":"s","type":"t"}',
    event_body(id="wrong data", data={"nummer": TEST_BSN + "x"}),
    event_body(data=None),
    event_body(id="x" * 500),
    event_body(id="a\0b"),
    event_body(id=None),
    event_body(source="s" * 500),
    event_body(subject=None),
    event_body(sequence="een"),
    event_body(time="9" * 40),
    event_body(time=None),
]


async def test_unreadable_messages_become_dead_letters_and_let_the_rest_go_on(net: Net) -> None:
    await net.tell(1)
    for body in UNREADABLE:
        await net.smuggle(body)
    await net.tell(2)
    net.start()
    await net.heard(2)
    await net.buried(len(UNREADABLE))
    letters = await net.dead()
    assert len(letters) == len(UNREADABLE)
    assert all("UnreadableEvent" in letter.reason and TEST_BSN not in letter.reason for letter in letters)
    assert await net.effects() == [1, 2]
    with pytest.raises(UnreadableEvent):
        await replay(net.hearer, letters[0].event_id)
    assert len(await net.dead()) == len(UNREADABLE)


async def test_a_message_of_somebody_elses_make_is_heard(net: Net) -> None:
    await net.smuggle(event_body(onbekend="uitbreiding", data={"nummer": 7, "later": "erbij"}))
    net.start()
    await net.heard(1)
    assert await net.effects() == [7]


async def test_a_crash_between_delivery_and_marking_has_no_double_effect(net: Net) -> None:
    await net.tell(1, 2)
    async with net.publishing() as publish:

        async def publish_and_crash(batch: Sequence[Outgoing]) -> None:
            await publish(batch)
            raise ConnectionError("crash")

        with pytest.raises(ConnectionError):
            await relay_once(net.teller, publish_and_crash)
    assert await net.waiting() == 2
    net.start()
    await net.tell(3)
    await net.heard(3)
    await net.stop()
    assert await net.effects() == [1, 2, 3]


async def test_stopping_finishes_what_is_under_way_and_the_next_start_does_the_rest(net: Net) -> None:
    net.ear.gate = asyncio.Event()
    await net.tell(1)
    net.start()
    await net.ear.inside.wait()
    await net.tell(2)
    stopping = asyncio.create_task(net.stop())
    await asyncio.wait({stopping}, timeout=0.05)
    assert not stopping.done()
    net.ear.gate.set()
    await stopping
    assert await net.effects() in ([1], [1, 2])
    net.start()
    await net.heard(2)
    await net.stop()
    assert await net.effects() == [1, 2]


async def test_stopping_without_work_is_at_once_and_leaves_no_task(net: Net) -> None:
    before = asyncio.all_tasks()
    net.start()
    await net.tell(1)
    await net.heard(1)
    await net.stop()

    async def no_more() -> bool:
        return not {task for task in asyncio.all_tasks() - before if not task.done()}

    await until(no_more, 5)


async def test_a_relay_that_died_makes_the_process_not_ready_and_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    healed = asyncio.Event()
    relay_forever = bus_embedded.relay_forever

    async def die(room: Room, publish: Publish, wait: Wait) -> None:
        if healed.is_set():
            await relay_forever(room, publish, wait)
        raise ZeroDivisionError

    monkeypatch.setattr(bus_embedded, "relay_forever", die)
    async with open_net("embedded", tmp_path, (None, None), None) as net:
        await net.tell(1)
        net.start()

        async def noted() -> bool:
            return bool(net.hearer.failures)

        await until(noted)
        assert (await check_health(net.hearer)).fouten == {"relay": "ZeroDivisionError"}
        async with client_of(net.hearer) as client:
            assert (await client.get("/readyz")).status_code == 503
        healed.set()
        await net.heard(1)

        async def well() -> bool:
            return not (await check_health(net.hearer)).fouten

        await until(well)


async def test_the_embedded_bus_can_be_asked_to_settle(tmp_path: Path) -> None:
    async with open_net("embedded", tmp_path, (None, None), None) as net:
        await net.tell(*range(500))
        await bus_embedded.EmbeddedBus([net.teller, net.hearer]).settle()
        assert await net.effects() == list(range(500))
        assert await net.waiting() == 0


# Only on RabbitMQ
