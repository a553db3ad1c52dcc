"""A service behind a pooler that gives its connections to others after each transaction: pgbouncer."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from tests.chassis.net import Ear, impatient
from tests.chassis.proef import bearer, client_of, no_peer, running, settings_in, until
from tests.chassis.proefdienst.app import GETELD, Geteld, proefdienst
from tests.chassis.proefdienst.tables import effecten
from tests.pooler import pgbouncer
from tests.services import NewDatabase

from chassis.bus_rabbit import Topology
from chassis.condition import look
from chassis.migrations import DatabaseError
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.subscriptions import on
from chassis.tokens import Caller
from chassis.worker import run_worker

__all__ = ["impatient"]
VELE = 40


@pytest.fixture
def direct(new_postgres: NewDatabase) -> str:
    """A database by its own address."""
    return new_postgres()


@pytest.fixture
def pooled(direct: str) -> Iterator[str]:
    """The same by way of the pooler."""
    with pgbouncer() as by_way_of:
        yield by_way_of(direct)


def through(pooled: str, direct: str, folder: Path, **values: object) -> Settings:
    return settings_in(folder, database_url=pooled, direct_database_url=direct, **values)


async def test_many_requests_at_once_go_through_a_pooler(pooled: str, direct: str, tmp_path: Path) -> None:
    async with running(proefdienst(), through(pooled, direct, tmp_path), answers=True) as room, client_of(room) as api:
        api.headers.update(bearer(room, Caller("tester", frozenset({"proef"}), gemeenten=frozenset({"*"}))))
        for ronde in range(3):
            namen = [f"{ronde}-{nummer}" for nummer in range(VELE)]
            made = await asyncio.gather(*(api.post(f"/v1/tellers/{naam}") for naam in namen))
            raised = await asyncio.gather(*(api.post(f"/v1/tellers/{naam}/_verhoog") for naam in namen))
            read = await asyncio.gather(*(api.get(f"/v1/tellers/{naam}") for naam in namen))
            assert {each.status_code for each in made} == {201}
            assert {(each.status_code, each.json()["stand"]) for each in raised} == {(200, 1)}
            assert {(each.status_code, each.json()["stand"]) for each in read} == {(200, 1)}


@pytest.mark.parametrize("writes", [True, False])
async def test_a_limit_holds_through_a_pooler_and_is_not_left_to_others(
    pooled: str, direct: str, tmp_path: Path, *, writes: bool
) -> None:
    settings = through(pooled, direct, tmp_path, statement_seconds=1)
    long = text("SELECT pg_sleep(1.5)")
    async with running(proefdienst(), settings, answers=True) as api:
        with pytest.raises(OperationalError, match="statement timeout"):
            async with api.work(writes=writes) as work:
                await work.session.execute(long)
        worker = open_room(proefdienst(), settings, load_secrets(settings), no_peer)
        # As many at once as the pooler has connections: each had the limit, and now serves who has none.
        await asyncio.gather(*(_does(api, text("SELECT pg_sleep(0.2)"), writes=writes) for _ in range(4)))
        await asyncio.gather(*(_does(worker, long, writes=writes) for _ in range(4)))
        await worker.close()


async def _does(room: Room, statement: object, *, writes: bool) -> None:
    async with room.work(writes=writes) as work:
        await work.session.execute(statement)  # type: ignore[call-overload]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("mode", ["transaction", "session"])
async def test_the_relay_publishes_by_the_direct_address(
    direct: str, tmp_path: Path, rabbit_url: str, rabbit_prefix: str, mode: str
) -> None:
    broker = {"broker_url": rabbit_url, "broker_prefix": rabbit_prefix}
    with pgbouncer(mode) as by_way_of:
        pooled = by_way_of(direct)
        await _relays(through(pooled, direct if mode == "transaction" else pooled, tmp_path, **broker))


async def _relays(settings: Settings) -> None:
    ear, rabbit_prefix = Ear(), settings.broker_prefix
    service = proefdienst("toegang", (on(GETELD, ear.hear),))
    stop = asyncio.Event()
    async with running(service, settings) as room:
        working = asyncio.create_task(run_worker(room, Topology(rabbit_prefix, {"toegang": (GETELD.name,)}), stop))
        for number in range(VELE):
            async with room.work() as work:
                await work.tell(GETELD, "a", Geteld(nummer=number))

        async def heard() -> bool:
            async with room.work(writes=False) as work:
                return len((await work.session.execute(select(effecten.c.nummer))).all()) == VELE

        await until(heard)
        assert (await look(room)).relays
        stop.set()
        await working

        async def gone() -> bool:
            return not (await look(room)).relays

        await until(gone)


async def test_a_process_opens_no_more_connections_than_it_may(direct: str, tmp_path: Path) -> None:
    async with running(proefdienst(), settings_in(tmp_path, database_url=direct, database_connections=3)) as room:
        answers = []

        async def ask() -> None:
            async with room.work() as work:
                answers.append(
                    (await work.session.execute(text("SELECT pg_backend_pid() FROM pg_sleep(0.05)"))).scalar_one()
                )

        await asyncio.gather(*(ask() for _ in range(12)))
    assert (len(answers), len(set(answers))) == (12, 3)


async def test_a_pooler_that_was_not_told_is_found_at_the_start(pooled: str, direct: str, tmp_path: Path) -> None:
    async with running(proefdienst(), settings_in(tmp_path, database_url=direct)) as room:
        await room.check_database()
    untold = open_of(settings_in(tmp_path, database_url=pooled))
    with pytest.raises(DatabaseError, match="CLIENTROUTE_DIRECT_DATABASE_URL"):
        await untold.check_database()
    wrong = open_of(through(pooled, f"{pooled}?application_name=x", tmp_path))
    with pytest.raises(DatabaseError, match="pgbouncer"):
        await wrong.check_direct()
    told = open_of(through(pooled, direct, tmp_path))
    await told.check_database()
    await told.check_direct()


async def test_a_pooler_that_keeps_sessions_is_told_by_one_address_twice(direct: str, tmp_path: Path) -> None:
    with pgbouncer("session") as pooled:
        url = pooled(direct)
        async with running(proefdienst(), through(url, url, tmp_path)) as room:
            await room.check_database()
            await room.check_direct()


def open_of(settings: Settings) -> Room:
    return open_room(proefdienst(), settings, load_secrets(settings), no_peer)
