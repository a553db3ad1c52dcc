"""Readiness tells, whichever process is asked, that events of the service do not leave; and it does not flap."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import text, update
from tests.chassis.net import impatient, on_rabbitmq
from tests.chassis.proef import client_of, running, settings_in, until
from tests.chassis.proefdienst.app import GETELD, Geteld, proefdienst
from tests.services import NewDatabase

from chassis import tables
from chassis.relay import LOCK
from chassis.service import Room

__all__ = ["impatient"]
NO_RELAY = {"relay": "er draait geen relay voor deze dienst"}
WAITS = {"outbox": "de oudste gebeurtenis wacht langer dan 60 seconden"}
FOR_CALLERS = "/readyz?exclude=relay&exclude=outbox"
"""As the chart asks an API."""


@pytest.fixture
async def api(new_postgres: NewDatabase, tmp_path: Path) -> AsyncIterator[Room]:
    """An API process of a service whose events go over a broker."""
    settings = settings_in(tmp_path, database_url=new_postgres(), broker_url="amqp://127.0.0.1:1/")
    async with running(proefdienst(), settings, answers=True) as room:
        yield room


@asynccontextmanager
async def relaying(room: Room) -> AsyncIterator[None]:
    """Some process relays meanwhile."""
    address = room.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        yield


def a_while_ago(room: Room) -> None:
    """Let it be longer than the setting since a relay was seen."""
    room.relay_seen -= room.settings.outbox_seconds + 1


async def told_a_while_ago(room: Room) -> None:
    """An event that waits for longer than the setting."""
    async with room.work() as work:
        await work.tell(GETELD, "a", Geteld(nummer=1))
    async with room.work() as work:
        since = work.now - timedelta(seconds=room.settings.outbox_seconds + 1)
        await work.session.execute(update(tables.outbox).values(created_at=since))


async def answer_of(client: httpx.AsyncClient, address: str = "/readyz") -> tuple[int, dict[str, str]]:
    response = await client.get(address)
    return response.status_code, response.json()["fouten"]


async def test_no_relay_anywhere_makes_every_process_not_ready_but_keeps_no_caller_away(api: Room) -> None:
    async with client_of(api) as client:
        assert await answer_of(client) == (200, {})  # it has just started, and so may the worker
        a_while_ago(api)
        assert await answer_of(client) == (503, NO_RELAY)
        assert await answer_of(client, FOR_CALLERS) == (200, {})
        async with relaying(api):
            assert await answer_of(client) == (200, {})
        assert await answer_of(client) == (200, {})  # another takes over
        a_while_ago(api)
        assert await answer_of(client) == (503, NO_RELAY)


async def test_another_lock_is_no_relay(api: Room) -> None:
    a_while_ago(api)
    async with api.work() as work, client_of(api) as client:
        await work.session.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK + 1})
        await work.session.execute(text("SELECT pg_advisory_lock(1, :key)"), {"key": LOCK % 2**31})
        assert await answer_of(client) == (503, NO_RELAY)


async def test_an_event_that_waits_too_long_makes_every_process_not_ready(room: Room) -> None:
    async with client_of(room) as client:
        async with room.work() as work:
            await work.tell(GETELD, "a", Geteld(nummer=1))
        assert await answer_of(client) == (200, {})
        await told_a_while_ago(room)
        assert await answer_of(client) == (503, WAITS)
        assert await answer_of(client, FOR_CALLERS) == (200, {})
        await room.database.carry_out(update(tables.outbox).values(published_at=room.clock()))
        assert await answer_of(client) == (200, {})


@pytest.mark.usefixtures("impatient")
async def test_an_api_is_ready_again_once_a_worker_relays(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    async with on_rabbitmq(request, tmp_path) as net:
        api = Room(net.teller.service, net.teller.settings, net.teller.secrets, {}, answers=True)
        a_while_ago(api)
        await told_a_while_ago(api)
        try:
            async with client_of(api) as client:
                assert await answer_of(client) == (503, NO_RELAY | WAITS)
                net.start()

                async def ready() -> bool:
                    return await answer_of(client) == (200, {})

                await until(ready)
        finally:
            await api.close()
