"""A database that ends our connections, or is away, while events wait: nothing lost, counted or given up."""

import asyncio

import httpx
import psycopg
import pytest
from structlog.testing import capture_logs
from tests.chassis import faults
from tests.chassis.net import Net, backoffice, impatient
from tests.chassis.proef import until
from tests.chassis.proefdienst.app import GETELD, Geteld

from chassis import bus_rabbit
from chassis.bus_rabbit import DELIVERY_LIMIT, QueueState, queue_state
from chassis.database import KEEPALIVE
from chassis.health import check_health
from chassis.relay import backlog
from chassis.worker import connect_alone

__all__ = ["impatient"]
pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def net(rabbit_net: Net) -> Net:
    return rabbit_net


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

    async def well() -> bool:
        return not net.hearer.failures

    await until(well)


@pytest.mark.parametrize("hold", [bus_rabbit.HOLD_SECONDS, 0.05])
async def test_an_outage_of_the_database_makes_no_dead_letter(
    net: Net, monkeypatch: pytest.MonkeyPatch, hold: float
) -> None:
    """Long enough for every part to be started again more often than the broker gives a message."""
    monkeypatch.setattr(bus_rabbit, "HOLD_SECONDS", hold)
    net.start()
    await net.tell(0)
    await net.heard(1)
    with capture_logs() as lines:
        faults.shut(url_of(net))
        await net.tell(*range(1, 151))

        async def often() -> bool:
            restarted = [each["part"] for each in lines if each["event"] == "part.restarted"]
            waited = [each for each in lines if each["event"] == "dependency.awaited"]
            return min(restarted.count("relay"), len(waited)) > DELIVERY_LIMIT

        await until(often, 60)
        assert (await check_health(net.hearer)).fouten["consumer"] == "wacht: OperationalError"
        if hold < 1:  # all goes back to the queue, where nobody takes from it and nothing is counted

            async def back() -> bool:
                state = await queue_state(net.hearer.settings, "toewijzing")
                # The first comes back too where it had its effect just too late to be acknowledged.
                return state in {QueueState(150, 0), QueueState(151, 0)}

            await until(back)
        faults.reopen(url_of(net))
    await net.heard(151)
    assert sorted(await net.effects()) == list(range(151))
    assert await net.dead() == []

    async def well() -> bool:
        return not net.hearer.failures and await queue_state(net.hearer.settings, "toewijzing") == QueueState(0, 1)

    await until(well)


async def test_a_peer_that_is_away_counts_no_delivery_however_long(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_rabbit, "HOLD_SECONDS", 0.05)
    request = httpx.Request("POST", "http://toegang/v1/clienten/1/_inzage")
    refused = httpx.HTTPStatusError("refused", request=request, response=httpx.Response(500))
    net.ear.raises = [refused] * 30
    net.start()
    await net.tell(1, 2)
    await net.heard(2)
    assert await net.effects() == [1, 2]
    assert net.ear.raises == []
    assert await net.dead() == []


async def test_what_cannot_be_marked_as_published_is_not_told_again(net: Net) -> None:
    url = net.teller.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    await net.tell(1, 2, 3)
    async with backoffice(net) as got:
        faults.fail_over(url)
        with capture_logs() as lines:
            net.start()

            async def often() -> bool:
                restarted = [each["error"] for each in lines if each["event"] == "part.restarted"]
                return restarted.count("ReadOnlySqlTransaction") > 5

            await until(often)
        faults.promote(url)
        await net.heard(3)
        await net.tell(4)
        await net.heard(4)

        async def last() -> bool:
            return 4 in got

        await until(last)
        assert got == [1, 2, 3, 4]


async def test_each_side_notices_that_the_other_is_gone_without_a_word(net: Net) -> None:
    """As with its machine or the network; otherwise a relay that is no more keeps its lock for hours."""
    async with await connect_alone(net.teller) as connection:
        for name in ("idle", "interval", "count"):
            found = await (await connection.execute(f"SHOW tcp_keepalives_{name}")).fetchone()
            assert found == (KEEPALIVE[f"keepalives_{name}"],)
        assert KEEPALIVE.items() <= connection.info.get_parameters().items()
    async with net.teller.work() as work:
        driver = (await (await work.session.connection()).get_raw_connection()).driver_connection
        assert isinstance(driver, psycopg.AsyncConnection)
        assert KEEPALIVE.items() <= driver.info.get_parameters().items()
