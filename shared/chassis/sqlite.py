"""SQLite for asyncio without a thread per connection: a statement takes microseconds, handing it to a thread far more.

Writers queue for their turn in asyncio, never inside SQLite: while one transaction is open the loop goes on.
"""

import asyncio
import sqlite3

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry, Pool
from sqlalchemy.util import await_only

BUSY_SECONDS = 30
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}")


class _Cursor(sqlite3.Cursor):
    """A cursor with what SQLAlchemy asks of one it uses from asyncio."""

    async def _async_soft_close(self) -> None:
        """Nothing waits elsewhere."""


class _Connection(sqlite3.Connection):
    def cursor(self, factory: type[sqlite3.Cursor] | None = None) -> sqlite3.Cursor:  # type: ignore[override]
        return super().cursor(factory or _Cursor)


class DirectDialect(SQLiteDialect_pysqlite):
    """Python's own sqlite3, called from the event loop."""

    driver = "direct"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """A pool that waits in asyncio."""
        return AsyncAdaptedQueuePool

    def create_connect_args(self, url: URL) -> tuple[list[str], dict[str, object]]:
        """Connections that give our cursors."""
        arguments, options = super().create_connect_args(url)
        return list(arguments), {**options, "factory": _Connection}


registry.register("sqlite.direct", __name__, DirectDialect.__name__)


def prepare(engine: Engine) -> None:
    """Write-ahead log, foreign keys, and one writer at a time that takes the lock at once: no update is lost."""
    turn = asyncio.Lock()

    @event.listens_for(engine, "connect")
    def connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN is deferred and comes too late; with it off, ours below is the only one.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("clientroute_writes", False)
        if writes:
            await_only(turn.acquire())
            connection.info["clientroute_turn"] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "checkin")
    def checkin(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        if record.info.pop("clientroute_turn", False):
            turn.release()
