"""One database per service: the same promises on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, Table, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from tests.chassis.proef import count
from tests.chassis.proefdienst.app import verhoog
from tests.chassis.proefdienst.tables import regels, tellers
from tests.services import NewDatabase

from chassis.database import Database, UtcDateTime, new_metadata
from chassis.service import Room
from chassis.settings import Settings

MOMENTEN = Table(
    "momenten", new_metadata(), Column("id", Integer, primary_key=True), Column("op", UtcDateTime, nullable=True)
)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with one table, `momenten`."""
    database = Database(Settings(database_url=database_url).database_for("proef"))
    async with database.engine.begin() as connection:
        await connection.run_sync(MOMENTEN.metadata.create_all)
    yield database
    await database.close()


async def stand(room: Room, naam: str) -> int:
    async with room.work(writes=False) as work:
        return int((await work.session.execute(select(tellers.c.stand).where(tellers.c.naam == naam))).scalar_one())


async def new_teller(room: Room, naam: str) -> None:
    async with room.work() as work:
        await work.session.execute(insert(tellers).values(naam=naam, stand=0))


async def test_many_writers_lose_no_update(room: Room) -> None:
    await new_teller(room, "a")

    async def add() -> None:
        async with room.work() as work:
            await verhoog(work, "a")

    await asyncio.gather(*(add() for _ in range(100)))
    assert await stand(room, "a") == 100


async def test_readers_do_not_wait_for_a_writer_and_see_nothing_of_it(room: Room) -> None:
    await new_teller(room, "a")
    async with room.work() as work:
        await verhoog(work, "a")
        async with asyncio.timeout(5):
            assert await stand(room, "a") == 0
    assert await stand(room, "a") == 1


async def test_an_exception_or_a_cancellation_leaves_nothing(room: Room) -> None:
    with pytest.raises(LookupError):  # noqa: PT012  the transaction is what is tested
        async with room.work() as work:
            await work.session.execute(insert(tellers).values(naam="a", stand=0))
            raise LookupError
    begun = asyncio.Event()

    async def hang() -> None:
        async with room.work() as work:
            await work.session.execute(insert(tellers).values(naam="a", stand=0))
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count(room, tellers) == 0
    await new_teller(room, "a")


async def test_foreign_keys_hold(room: Room) -> None:
    with pytest.raises(IntegrityError):
        async with room.work() as work:
            await work.session.execute(insert(regels).values(id="r", teller="nergens"))
    assert await count(room, regels) == 0


async def test_errors_of_the_database_hide_the_values(room: Room) -> None:
    with pytest.raises(IntegrityError) as caught:
        async with room.work() as work:
            await work.session.execute(insert(tellers).values(naam="geheim", stand=None))
    assert "'geheim'" not in str(caught.value)


async def test_on_postgresql_what_only_reads_holds_no_transaction_open(new_postgres: NewDatabase) -> None:
    database = Database(new_postgres())
    async with database.transaction(writes=False) as session:
        first, second = [(await session.execute(text("SELECT now()"))).scalar_one() for _ in range(2)]
    await database.close()
    assert first < second  # within a transaction this stands still


async def test_a_writer_on_the_connection_of_a_reader_can_still_take_all_back(database: Database) -> None:
    async with database.transaction(writes=False) as session:
        await session.execute(select(MOMENTEN))

    async def write_twice() -> None:
        async with database.transaction() as session:
            await session.execute(insert(MOMENTEN), [{"id": 1}])
            await session.execute(insert(MOMENTEN), [{"id": 1}])

    with pytest.raises(IntegrityError):
        await write_twice()
    async with database.transaction(writes=False) as session:
        assert (await session.execute(select(MOMENTEN))).all() == []


async def test_a_transaction_that_asks_nothing_touches_no_database() -> None:
    unreachable = Database("postgresql+psycopg://root@127.0.0.1:1/nergens")
    async with unreachable.transaction():
        pass
    await unreachable.close()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 3, 1, 1, 0, tzinfo=timezone(timedelta(hours=2))),
        datetime(1900, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        None,
    ],
)
async def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, moment: datetime | None) -> None:
    async with database.transaction() as session:
        await session.execute(insert(MOMENTEN).values(id=1, op=moment))
    async with database.transaction(writes=False) as session:
        found = (await session.execute(select(MOMENTEN.c.op))).scalar_one()
    assert found == moment
    assert found is None or found.utcoffset() == timedelta(0)


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="a moment needs a time zone"):
        async with database.transaction() as session:
            await session.execute(insert(MOMENTEN).values(id=1, op=datetime(2026, 3, 1)))  # noqa: DTZ001  that is the point


async def test_sqlite_writes_ahead_so_that_readers_and_a_writer_go_together(sqlite_room: Room) -> None:
    async with sqlite_room.database.transaction(writes=False) as session:
        found = [
            (await session.execute(text(f"PRAGMA {name}"))).scalar_one() for name in ("journal_mode", "foreign_keys")
        ]
    assert found == ["wal", 1]
