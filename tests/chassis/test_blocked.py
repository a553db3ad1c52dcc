"""A broker that takes nothing for now, for want of memory or disk: each event reaches it once all the same."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict
from tests.chassis.net import Net, Proxy, backoffice, impatient
from tests.chassis.proef import until

from chassis import bus_rabbit
from chassis.bus_rabbit import BLOCKED, RabbitPublisher
from chassis.parts import start_parts
from chassis.relay import RELAY
from chassis.worker import relay_as_leader, run_worker

__all__ = ["impatient"]
pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def net(rabbit_net: Net) -> Net:
    return rabbit_net


@pytest.fixture
async def proxy(net: Net) -> AsyncIterator[Proxy]:
    """Between the relay of who tells and the broker, which lets everybody else go on."""
    assert net.teller.settings.broker_url is not None
    made = Proxy(net.teller.settings.broker_url)
    await made.open()
    net.teller.stopping = net.stopping
    net.running += start_parts(net.teller, {RELAY: partial(relay_as_leader, net.teller, net.topology, made.url)})
    net.running.append(asyncio.create_task(run_worker(net.hearer, net.topology, net.stopping)))
    yield made
    await net.stop()
    await made.shut()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Each time that a confirm did not come in time: whether the broker had said that it takes nothing."""
    monkeypatch.setattr(bus_rabbit, "CONFIRM_SECONDS", 0.05)
    answers: list[bool] = []
    is_blocked = RabbitPublisher._is_blocked

    async def noted(publisher: RabbitPublisher) -> bool:
        answers.append(await is_blocked(publisher))
        return answers[-1]

    monkeypatch.setattr(RabbitPublisher, "_is_blocked", noted)
    return answers


async def test_what_a_broker_holds_back_is_not_sent_again(
    net: Net, proxy: Proxy, asked: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    await net.tell(1)
    await net.heard(1)
    async with backoffice(net) as got:
        lines: list[EventDict]
        with capture_logs() as lines:
            proxy.block()
            await net.tell(2, 3)

            async def many_times() -> bool:
                return len(asked) > 10

            await until(many_times)
            assert net.teller.failures == {"relay": BLOCKED}
            assert await net.effects() == [1]
            monkeypatch.setattr(bus_rabbit, "CONFIRM_SECONDS", 60.0)
            proxy.unblock()
            await net.tell(4)
            await net.heard(4)
        assert [each for each in lines if each["event"] == "part.restarted"] == []
        assert await net.effects() == [1, 2, 3, 4]

        async def last() -> bool:
            return 4 in got

        await until(last)
        assert got == [2, 3, 4]

    async def well() -> bool:
        return not net.teller.failures

    await until(well)


async def test_a_worker_stops_while_the_broker_holds_it_back(net: Net, proxy: Proxy, asked: list[bool]) -> None:
    await net.tell(1)
    await net.heard(1)
    proxy.block()
    await net.tell(2)

    async def held() -> bool:
        return True in asked

    await until(held)
    await net.stop()
    assert await net.waiting() == 1
