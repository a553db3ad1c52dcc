"""A database that ends our connections, or is away, while events wait: nothing lost, counted or given up."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.chassis import faults
from tests.chassis.net import Net, impatient, on_rabbitmq
from tests.chassis.proef import until
from tests.chassis.proefdienst.app import GETELD, Geteld

from chassis.relay import backlog

__all__ = ["impatient"]
pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
async def net(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Net]:
    async with on_rabbitmq(request, tmp_path) as made:
        yield made


def url_of(net: Net) -> str:
    """The database of who hears."""
    return net.hearer.database.url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.mark.parametrize("time", range(3))
async def test_a_worker_whose_connections_are_all_ended_while_a_handler_waits_goes_on_relaying(
    net: Net, time: int
) -> None:
    """Once a cancelled handler raised the error of its session instead, and no relay ran until a restart."""
    net.ear.gate = asyncio.Event()
    net.start()
    await net.tell(time)
    await net.ear.inside.wait()
    faults.end_connections(url_of(net))

    async def noticed() -> bool:
        return bool(net.hearer.failures)

    await until(noticed)
    net.ear.gate.set()
    await net.heard(1)
    async with net.hearer.work() as work:
        await work.tell(GETELD, "b", Geteld(nummer=100))

    async def told() -> bool:
        async with net.hearer.work(writes=False) as work:
            return (await backlog(work)).waiting == 0

    await until(told)
    await net.heard(2)
    assert await net.effects() == [time, 100]
    assert await net.dead() == []
    assert net.hearer.failures == {}
