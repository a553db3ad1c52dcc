"""Workers side by side: what is about one thing is with one of them at a time, and none waits for another."""

import asyncio
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from tests.chassis.net import Net, impatient
from tests.chassis.proef import until

from chassis import bus_rabbit
from chassis.service import Room
from chassis.turns import Asked, in_parts, split_by_turn, take_turns, turn_key

__all__ = ["impatient"]
pytestmark = pytest.mark.usefixtures("impatient")
KEYS = st.frozensets(st.sampled_from("abcd"))
TOGETHER = {"ontvangen": True, "beantwoord": True, "contract": False}
"""Types of events, and whether those of one type go together."""
EVENTS = st.lists(st.builds(lambda kind, keys: Asked(kind, keys, TOGETHER[kind]), st.sampled_from([*TOGETHER]), KEYS))


def nummer(number: int) -> str:
    """What the listening service of a net says whose turn it is by."""
    return turn_key("nummer", number)


@given(st.lists(KEYS, max_size=12), KEYS)
def test_what_is_left_holds_back_what_comes_after_it(asked: Sequence[frozenset[str]], taken: frozenset[str]) -> None:
    ours = split_by_turn(asked, taken)
    for place, (keys, is_ours) in enumerate(zip(asked, ours, strict=True)):
        before = [each for each, was_ours in zip(asked[:place], ours, strict=False) if not was_ours]
        assert is_ours == (keys <= taken and all(keys.isdisjoint(each) for each in before))


@given(EVENTS)
def test_a_delivery_is_put_together_in_the_order_of_each_turn(asked: Sequence[Asked]) -> None:
    parts = in_parts(asked)
    order = [place for part in parts for place in part]
    assert sorted(order) == list(range(len(asked)))
    for part in parts:
        assert len({asked[place].type for place in part}) == 1
        assert len(part) == 1 or all(asked[place].together for place in part)
    for first, second in combinations(order, 2):
        if second < first:  # it passed, as it may between two workers
            assert asked[first].together
            assert asked[second].together
            assert asked[first].type != asked[second].type
            assert asked[first].keys.isdisjoint(asked[second].keys)


@given(st.lists(st.sampled_from([Asked("ontvangen", {"agb 1"}, True), Asked("beantwoord", {"budget 1"}, True)])))
def test_of_what_has_no_turn_in_common_each_type_is_one_part(asked: Sequence[Asked]) -> None:
    assert len(in_parts(asked)) == len({each.type for each in asked})


async def test_a_turn_is_of_one_unit_of_work_until_that_ends(rabbit_net: Net) -> None:
    room = rabbit_net.hearer
    async with room.work() as one:
        assert await take_turns(one, [["a"], [], ["b"]], wait=False) == [True, True, True]
        assert await take_turns(one, [["a"]], wait=False) == [True]
        async with room.work() as other:
            assert await take_turns(other, [["b", "c"], ["c"], ["d"], []], wait=False) == [False, False, True, True]
            waiting = asyncio.create_task(_take_all(room, ["a", "d"]))
    await waiting


async def _take_all(room: Room, keys: Sequence[str]) -> None:
    async with room.work() as work:
        assert await take_turns(work, [keys], wait=True) == [True]


async def test_what_another_worker_is_at_is_left_and_nothing_waits_for_it(rabbit_net: Net) -> None:
    net = rabbit_net
    async with net.hearer.work() as other:
        await other.wait_for_turn(nummer(1))
        net.start()
        await net.tell(1, 2, 1, 3)
        await net.heard(2)
        await net.tell(4)
        await net.heard(3)
        assert await net.effects() == [2, 3, 4]
    await net.heard(5)
    assert await net.effects() == [2, 3, 4, 1, 1]
    assert await net.dead() == []


async def test_what_was_left_comes_back_when_its_worker_stops(rabbit_net: Net) -> None:
    net = rabbit_net
    async with net.hearer.work() as other:
        await other.wait_for_turn(nummer(1))
        net.start()
        await net.tell(1, 2)
        await net.heard(1)
        await net.stop()
    net.start()
    await net.heard(2)
    assert await net.effects() == [2, 1]


WAITS = """
SELECT count(*) > 0 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
"""


async def test_what_was_left_often_is_waited_for(rabbit_net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a worker with much of the same could keep it from its turn for as long as that goes on."""
    monkeypatch.setattr(bus_rabbit, "PATIENCE", 3)
    net, number = rabbit_net, 1

    async def waits() -> bool:
        async with net.hearer.work(writes=False) as work:
            return bool((await work.session.execute(text(WAITS))).scalar_one())

    async def waits_or_goes_on() -> bool:
        return number in await net.effects() or await waits()

    async with net.hearer.work() as other:
        await other.wait_for_turn(nummer(1))
        net.start()
        await net.tell(1)
        while not await waits():
            number += 1
            await net.tell(number)
            await until(waits_or_goes_on)
        assert 1 not in await net.effects()
        assert number <= 5
    await net.heard(number)
    assert sorted(await net.effects()) == list(range(1, number + 1))
