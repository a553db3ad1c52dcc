"""One database per service: SQLite or PostgreSQL, from one URL."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Enum, Executable, MetaData, Table, event, text
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from chassis import sqlite
from chassis.away import READ_ONLY, state_of

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_metadata() -> MetaData:
    """Empty MetaData for the tables of one service; every constraint gets a name."""
    return MetaData(naming_convention=NAMING)


_CHECK = text(f"""
DO $$ BEGIN
  IF current_setting('transaction_read_only')::boolean THEN RAISE 'only reads' USING ERRCODE = '{READ_ONLY}'; END IF;
END $$
""")
"""Refused as the first change would be: by the same way, all connections with such a server go."""
Statement = TypeVar("Statement", bound=Executable)
Inserter = Callable[[Table | type[DeclarativeBase]], PostgresqlInsert | SqliteInsert]  # type: ignore[explicit-any]  # generic over what it returns


KEEPALIVE = {
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""For libpq: a server that is gone without a word, as with its machine or the network, is noticed in half a minute
(seconds; the last milliseconds). Linux takes hours or a quarter of one."""


def text_of(kind: type[StrEnum], length: int = 12) -> Enum:
    """The column type of a StrEnum: its text, without a check, so that a new member needs no migration."""
    return Enum(
        kind, native_enum=False, length=length, values_callable=lambda members: [each.value for each in members]
    )


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database (SQLite keeps no time zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a naive moment is a mistake of the caller and raises ValueError."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back as an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def upsert(session: AsyncSession, table: Table | type[DeclarativeBase]) -> PostgresqlInsert | SqliteInsert:  # type: ignore[explicit-any]  # generic over what it returns
    """An INSERT that can say what to do on a conflict, in the dialect of the session's database."""
    return postgresql_insert(table) if is_postgresql(session) else sqlite_insert(table)


def made_once(make: Callable[[Inserter], Statement]) -> Callable[[AsyncSession], Statement]:
    """A statement that every event needs, made once for each of the two databases: `make` gets the INSERT of one.

    Making it anew for each use takes as long as carrying it out.
    """
    made: dict[bool, Statement] = {}

    def of(session: AsyncSession) -> Statement:
        kind = is_postgresql(session)
        if kind not in made:
            made[kind] = make(postgresql_insert if kind else sqlite_insert)
        return made[kind]

    return of


def insert_newer(
    insert: Inserter, table: type[DeclarativeBase], order: str = "sequence", said: Sequence[str] = ()
) -> PostgresqlInsert | SqliteInsert:
    """An INSERT of rows, each key once, that takes the place of what is there where it is newer by the column `order`.

    Of what is there it changes `order` and what is `said`: every other column unless those are named.
    """
    new, columns = insert(table), table.__table__.c
    changed = (order, *said) if said else [each.name for each in columns if not each.primary_key]
    return new.on_conflict_do_update(
        index_elements=[each.name for each in columns if each.primary_key],
        set_={each: new.excluded[each] for each in changed},
        where=columns[order] < new.excluded[order],
    )


def is_postgresql(session: AsyncSession) -> bool:
    """Whether the session is on PostgreSQL; else it is on SQLite."""
    return session.get_bind().dialect.name == "postgresql"


@dataclass(frozen=True)
class Form:
    """How a process uses PostgreSQL."""

    statement_seconds: int | None = None
    """PostgreSQL ends what takes longer, or waits for a lock half as long: an OperationalError. None is no limit."""
    connections: int = 10
    prepares: bool = True
    """Whether the server keeps statements that come back."""
    pooled: bool = False
    """Whether a pooler stands between, which gives a connection to another client after each transaction."""

    @property
    def limits_transactions(self) -> bool:
        """Whether the limit is said in each transaction: what a pooler was told at the start is lost, or refused."""
        return self.pooled and self.statement_seconds is not None


USUAL = Form()


class Database:
    """The engine of one service and the two kinds of transaction on it."""

    def __init__(self, url: str, form: Form = USUAL) -> None:
        self.url: URL = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url, form)
        self._writer = self.engine.execution_options(clientroute_writes=True)
        # On PostgreSQL each statement of a reader sees what was committed by then, in a transaction or not: without one
        # a read costs no BEGIN and no COMMIT, each a round trip.
        by_itself = not self.is_sqlite and not form.limits_transactions
        self._reader = self.engine.execution_options(isolation_level="AUTOCOMMIT") if by_itself else self.engine

    @asynccontextmanager
    async def transaction(self, *, writes: bool = True) -> AsyncIterator[AsyncSession]:
        """One session, one transaction: committed at the end, rolled back on any exception.

        It begins at the first statement, so a request that is refused at the door touches no database. What only reads
        may not write: on PostgreSQL it has no transaction that could take it back.
        """
        engine = self._writer if writes else self._reader
        async with AsyncSession(engine, expire_on_commit=False) as session:
            yield session
            await session.commit()

    async def carry_out(self, statement: Executable) -> None:
        """One statement that is a transaction by itself: on PostgreSQL that is one round trip."""
        engine = self._writer if self.is_sqlite else self._reader
        async with engine.connect() as connection:
            await connection.execute(statement)
            await connection.commit()

    async def check(self, session: AsyncSession) -> None:
        """Raises DBAPIError unless the database answers and takes changes; it changes nothing."""
        await session.execute(text("SELECT 1") if self.is_sqlite else _CHECK)

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


def _postgresql_engine(url: URL, form: Form) -> AsyncEngine:
    # No ping before use: it costs every transaction a round trip. After a restart of the server one request or event
    # meets a dead connection, gets a 503 or is tried again, and the pool is fresh.
    milliseconds = (form.statement_seconds or 0) * 1000  # 0 is no limit
    arguments: dict[str, str | None] = {**KEEPALIVE}
    if not form.prepares:
        arguments["prepare_threshold"] = None
    if not form.pooled:
        arguments["options"] = f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds // 2}"
    engine = create_async_engine(
        url, hide_parameters=True, pool_size=form.connections, max_overflow=0, connect_args=arguments
    )
    event.listen(engine.sync_engine, "handle_error", _leave_read_only)
    if form.limits_transactions:
        limits = f"SET LOCAL statement_timeout = {milliseconds}; SET LOCAL lock_timeout = {milliseconds // 2}"

        @event.listens_for(engine.sync_engine, "begin")
        def limit(connection: Connection) -> None:
            connection.exec_driver_sql(limits)

    return engine


def _leave_read_only(context: ExceptionContext) -> None:
    """A server that only reads was the primary before: all connections go, so that the next is with the new one."""
    if state_of(context.original_exception) == READ_ONLY:
        context.is_disconnect = True


def _sqlite_engine(url: URL) -> AsyncEngine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, hide_parameters=True)
    sqlite.prepare(engine.sync_engine)
    return engine
