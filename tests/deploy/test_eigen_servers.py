"""What deploy/ makes on PostgreSQL and RabbitMQ suffices for the whole chain and for no more, and TLS goes to both."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date
from pathlib import Path

import aio_pika
import httpx
import psycopg
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, AbstractQueue
from aiormq.exceptions import AMQPConnectionError, AMQPError, ChannelAccessRefused, ChannelNotFoundEntity
from starlette.applications import Starlette
from starlette.routing import Mount
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_fixed
from tests.chassis.proef import until
from tests.deploy.servers import SERVICES as NAMES
from tests.deploy.servers import Servers, running_servers

from chassis.bus_rabbit import Topology, connect, prepare, queue_state
from chassis.consumer import count_dead_letters
from chassis.database import Database
from chassis.migrations import DatabaseError
from chassis.peers import TokenSource, peer_factory
from chassis.service import Room, Secrets, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import EVERYWHERE, Caller
from chassis.web import create_api
from chassis.worker import run_worker
from clientroute.demo import Speler, speel
from clientroute.demo.klok import SpeelKlok
from clientroute.run import client_factory
from clientroute.services import SERVICES, topology
from clientroute.suite import Suite
from clientroute.tokens import caller_for
from inkoop import laad

pytestmark = [pytest.mark.lang, pytest.mark.processen]

VANDAAG = date(2026, 11, 21)
OTHERS = [(service, other) for service in NAMES for other in NAMES if service != other]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with running_servers(tmp_path_factory.mktemp("servers")) as servers:
        yield servers


def settings_of(servers: Servers, service: str, folder: Path) -> Settings:
    return Settings(data_dir=folder, database_url=servers.database(service), broker_url=servers.broker(service))


async def the_broker(url: str) -> aio_pika.abc.AbstractConnection:
    """A connection, as soon as the broker is there."""
    retrying = AsyncRetrying(
        retry=retry_if_exception_type((OSError, AMQPConnectionError)), wait=wait_fixed(0.2), stop=stop_after_delay(90)
    )
    connection: aio_pika.abc.AbstractConnection = await retrying(connect, url)
    return connection


SCOPES = {
    "toegang": {"verteld", "personen:lezen"},
    "toewijzing": {"verteld", "personen:lezen"},
    "declaratie": {"verteld"},
    "monitoring": {"verteld", "beheer"},
}
"""What docs/productie.md says that the client of each service needs."""


def with_the_scopes_of_its_own(secrets: Secrets, service: str) -> Callable[[str], TokenSource]:
    assert secrets.issuer is not None
    caller = Caller(f"service-{service}", frozenset(SCOPES[service]), gemeenten=frozenset({EVERYWHERE}))
    token = secrets.issuer.issue(caller)

    async def source(_refused: str | None) -> str:
        return token

    return lambda _called: source


@asynccontextmanager
async def chain(servers: Servers, folder: Path, klok: SpeelKlok) -> AsyncIterator[Suite]:
    """The four services and their workers, each with its own role and user, over TLS."""
    app, rooms = Starlette(), dict[str, Room]()
    transport = httpx.ASGITransport(app=app)
    async with AsyncExitStack() as stack:
        stop = asyncio.Event()
        for name, service in SERVICES.items():
            settings = settings_of(servers, name, folder)
            secrets = load_secrets(settings)
            peers = peer_factory(settings, with_the_scopes_of_its_own(secrets, name), transport)
            room = rooms[name] = open_room(service, settings, secrets, peers, klok)
            stack.push_async_callback(room.close)
            await room.migrate()
            await room.check_database()
            app.routes.append(Mount(f"/{name}", create_api(room)))
        async with asyncio.TaskGroup() as tasks:
            for room in rooms.values():
                tasks.create_task(run_worker(room, topology(room.settings), stop))
            try:
                yield Suite(app, rooms, secrets)
            finally:
                stop.set()


async def test_the_whole_chain_runs_with_the_least_rights_over_tls(servers: Servers, tmp_path: Path) -> None:
    await (await the_broker(servers.broker("toegang"))).close()
    klok = SpeelKlok()
    async with chain(servers, tmp_path, klok) as suite:
        totals = await speel(Speler(laad("almere-2023"), client_factory(suite), klok), 1, 6, VANDAAG)
        assert totals["aantalMeldingen"] == 6
        assert totals["aantalDeclaraties"]
        async with client_factory(suite)("monitoring", caller_for("beheer")) as beheer:

            async def every_service_answers_and_has_told_all() -> bool:
                diensten = (await beheer.get("/v1/diensten")).raise_for_status().json()
                return [(each["bereikbaar"], each["outbox"], each["lezers"]) for each in diensten] == [(True, 0, 1)] * 4

            await until(every_service_answers_and_has_told_all, seconds=60)
        for name, room in suite.rooms.items():
            assert room.failures == {}, name
            async with room.work(writes=False) as work:
                assert await count_dead_letters(work) == 0, name


@pytest.mark.parametrize(("service", "other"), OTHERS)
def test_a_role_reaches_no_database_but_its_own(servers: Servers, service: str, other: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(servers.database(service, of=other))


@pytest.mark.parametrize("service", NAMES)
def test_a_role_is_no_more_than_the_owner_of_its_database(servers: Servers, service: str) -> None:
    with psycopg.connect(servers.database(service)) as connection:
        may = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles"
        assert connection.execute(may + " WHERE rolname = current_user").fetchone() == (False,) * 5
        owned = "SELECT datname FROM pg_database WHERE pg_has_role(current_user, datdba, 'member')"
        assert connection.execute(owned).fetchall() == [(service,)]
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(servers.database(service, of="postgres"))


@asynccontextmanager
async def channel_of(servers: Servers, service: str) -> AsyncIterator[AbstractChannel]:
    async with await the_broker(servers.broker(service)) as connection:
        yield await connection.channel(publisher_confirms=True)


async def publish(channel: AbstractChannel, exchange: str, key: str) -> None:
    to = await channel.get_exchange(exchange, ensure=False) if exchange else channel.default_exchange
    await to.publish(aio_pika.Message(b"{}"), routing_key=key, timeout=10)


NAMEN = topology(Settings())


async def take(queue: AbstractQueue) -> None:
    async def nothing(_: AbstractIncomingMessage) -> None:
        """Never called."""

    await queue.consume(nothing)


async def empty(queue: AbstractQueue) -> None:
    await queue.purge()


async def remove(queue: AbstractQueue) -> None:
    await queue.delete()


@pytest.mark.parametrize(("service", "other"), OTHERS)
async def test_a_user_may_neither_take_nor_empty_nor_remove_what_is_of_another(
    servers: Servers, service: str, other: str
) -> None:
    async with await the_broker(servers.broker(service)) as connection:
        for name in (NAMEN.queue(other), NAMEN.dead_queue(other)):
            for attempt in (take, empty, remove):
                queue = await (await connection.channel()).get_queue(name, ensure=False)
                with pytest.raises(ChannelAccessRefused):
                    await attempt(queue)


@pytest.mark.parametrize("service", NAMES)
async def test_a_user_publishes_what_its_service_tells_and_nothing_else(servers: Servers, service: str) -> None:
    """That it may publish its own events, the whole chain shows."""
    own = {each.name for each in SERVICES[service].publishes}
    others = {each.name for other in SERVICES.values() for each in other.publishes} - own
    assert len(others) > 10
    refused = [(NAMEN.exchange, each) for each in (*others, "nl.wmo.nieuw.bedacht.v1")]
    refused += [(NAMEN.dead_exchange, service), ("", NAMEN.queue("monitoring"))]
    async with await the_broker(servers.broker(service)) as connection:
        for exchange, key in refused:
            channel = await connection.channel(publisher_confirms=True)
            with pytest.raises(AMQPError, match="refused"):
                await publish(channel, exchange, key)


@pytest.mark.parametrize("service", NAMES)
async def test_a_user_declares_nothing_and_removes_nothing_of_its_own(servers: Servers, service: str) -> None:
    async with channel_of(servers, service) as channel:
        with pytest.raises(ChannelAccessRefused):
            await channel.queue_delete(NAMEN.queue(service))
    async with channel_of(servers, service) as channel:
        with pytest.raises(ChannelAccessRefused):
            await channel.declare_queue("clientroute.nieuw.v1")
    async with channel_of(servers, service) as channel:
        with pytest.raises(ChannelAccessRefused):
            await channel.exchange_delete(NAMEN.exchange)


async def test_who_may_not_declare_says_so_when_something_is_not_there(servers: Servers) -> None:
    async with await the_broker(servers.broker("toegang")) as connection:
        await prepare(connection, NAMEN)
        with pytest.raises(ChannelNotFoundEntity):
            await prepare(connection, Topology("elders", NAMEN.bindings))
        without = Topology(NAMEN.prefix, {**NAMEN.bindings, "nieuw": ()})
        with pytest.raises(ChannelNotFoundEntity):
            await prepare(connection, without)


async def test_how_a_queue_does_is_seen_without_rights(servers: Servers, tmp_path: Path) -> None:
    await (await the_broker(servers.broker("toegang"))).close()
    for service in ("toegang", "monitoring"):
        state = await queue_state(settings_of(servers, "toegang", tmp_path), service)
        assert state is not None, f"{service} as seen by toegang"
        assert state.consumers == 0


async def test_a_broker_that_somebody_else_vouches_for_is_refused(servers: Servers) -> None:
    await (await the_broker(servers.broker("toegang"))).close()
    with pytest.raises((OSError, AMQPConnectionError)) as refused:
        await connect(servers.broker("toegang", ca=servers.other_ca))
    assert is_certificate_error(refused.value)
    with pytest.raises((OSError, AMQPConnectionError)) as refused:
        await connect(servers.broker("toegang", host="localhost"))
    assert is_certificate_error(refused.value)


def is_certificate_error(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


@pytest.mark.parametrize("query", ["sslmode=verify-full&sslrootcert={other_ca}", "sslmode=disable"])
async def test_a_database_that_somebody_else_vouches_for_is_refused_and_so_is_one_in_plain(
    servers: Servers, query: str, tmp_path: Path
) -> None:
    url = servers.database("toegang", query=query.format(other_ca=servers.other_ca))
    settings = Settings(data_dir=tmp_path, database_url=url)
    room = open_room(SERVICES["toegang"], settings, load_secrets(settings), lambda _: httpx.AsyncClient())
    with pytest.raises(DatabaseError, match=r"certificate verify failed|no encryption"):
        await room.migrate()
    with pytest.raises(Exception, match=r"certificate verify failed|no encryption"):
        async with Database(settings.database_for("toegang")).engine.connect():
            pass
    await room.close()


async def test_a_database_by_another_name_than_its_certificate_is_refused(servers: Servers) -> None:
    url = servers.database("toegang").replace("@127.0.0.1:", "@localhost:")
    with pytest.raises(psycopg.OperationalError, match="does not match host name"):
        psycopg.connect(url)
