"""Each service has an Alembic environment of its own; here is the little they share."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import psycopg
import sqlalchemy
from alembic import command, context, op
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from chassis.database import UtcDateTime

_one_at_a_time = threading.Lock()
"""Alembic keeps the migration under way in a module variable."""


class DatabaseError(Exception):
    """The database cannot be used as it is; the text says why and what to do."""


def migrate(url: URL, folder: Path, revision: str = "head") -> None:
    """Upgrade the database at `url` to the newest revision in `folder`, or to another; call it in a thread, it blocks.

    Raises DatabaseError when the database is unreachable or comes from newer code.
    """
    config = _config(folder)
    with _one_at_a_time, _connected(url) as connection:
        _refuse_newer(connection, config, url)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


def create_database(url: URL) -> None:
    """Make the PostgreSQL database when it is not there yet, for the embedded suite; SQLite needs nothing.

    Raises DatabaseError when the server cannot be reached.
    """
    if url.get_backend_name() == "sqlite":
        return
    with _on_server(url) as (connection, name):
        there = sqlalchemy.text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.execute(there, {"name": url.database}).first() is None:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")


def drop_database(url: URL) -> None:
    """Remove a PostgreSQL database that was there for a while only, also when somebody is still connected.

    Raises DatabaseError when the server cannot be reached.
    """
    with _on_server(url) as (connection, name):
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def _on_server(url: URL) -> Iterator[tuple[sqlalchemy.Connection, str]]:
    """A connection beside a PostgreSQL database, each statement by itself, and the quoted name of that database."""
    engine = create_engine(url.set(drivername="postgresql+psycopg", database="postgres"), poolclass=NullPool)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection, engine.dialect.identifier_preparer.quote(url.database or "")
    except OperationalError as error:
        raise _unreachable(url, error) from None
    finally:
        engine.dispose()


def check(url: URL, folder: Path) -> str:
    """The revision of the database at `url`. Raises DatabaseError unless it is exactly the newest one in `folder`."""
    config = _config(folder)
    with _connected(url) as connection:
        _refuse_newer(connection, config, url)
        revisions = MigrationContext.configure(connection).get_current_heads()
        if revisions != tuple(_scripts(config).get_heads()):
            raise DatabaseError(
                f"De database {_name(url)} is niet van de versie van dit programma. "
                f"Doe: clientroute migrate {folder.parent.name}"
            )
        return revisions[0]


def refuse_pooler(url: URL) -> None:
    """Raises DatabaseError when a pooler answers at `url`, or nobody.

    PostgreSQL says the number of its process when a connection begins; a pooler cannot know yet whose it will be.
    """
    if url.get_backend_name() == "sqlite":
        return
    with _connected(url) as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        began = driver.info.backend_pid
        works = connection.execute(sqlalchemy.text("SELECT pg_backend_pid()")).scalar_one()
    if began != works:
        raise DatabaseError(
            f"Bij {_name(url)} antwoordt een pooler, zoals pgbouncer. Zet in CLIENTROUTE_DIRECT_DATABASE_URL waar de "
            "server zelf is: zonder dat worden gebeurtenissen niet verstuurd. Houdt uw pooler een verbinding vast tot "
            "wie hem vroeg weggaat (session pooling), zet er dan hetzelfde adres in als in CLIENTROUTE_DATABASE_URL."
        )


def run(metadata: MetaData) -> None:
    """What the env.py of every service does."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


def create_chassis_tables_v1() -> None:
    """The tables of the chassis, for the first migration of a service; never changed, only followed by a v2."""
    op.create_table(
        "outbox",
        sqlalchemy.Column("position", sqlalchemy.Integer, primary_key=True, autoincrement=True),
        sqlalchemy.Column("id", sqlalchemy.String(36), nullable=False),
        sqlalchemy.Column("type", sqlalchemy.String(120), nullable=False),
        sqlalchemy.Column("body", sqlalchemy.Text, nullable=False),
        sqlalchemy.Column("created_at", UtcDateTime, nullable=False),
        sqlalchemy.Column("published_at", UtcDateTime),
        sqlalchemy.UniqueConstraint("id", name="uq_outbox_id"),
        sqlite_autoincrement=True,
    )
    unpublished = sqlalchemy.text("published_at IS NULL")
    op.create_index(
        "ix_outbox_unpublished", "outbox", ["position"], postgresql_where=unpublished, sqlite_where=unpublished
    )
    op.create_table(
        "inbox",
        sqlalchemy.Column("event_id", sqlalchemy.String(200), primary_key=True),
        sqlalchemy.Column("received_at", UtcDateTime, nullable=False),
    )
    _create_what_is_kept_v1()


def _create_what_is_kept_v1() -> None:
    op.create_table(
        "dead_letters",
        sqlalchemy.Column("event_id", sqlalchemy.String(200), primary_key=True),
        sqlalchemy.Column("type", sqlalchemy.String(120), nullable=False),
        sqlalchemy.Column("body", sqlalchemy.Text, nullable=False),
        sqlalchemy.Column("reason", sqlalchemy.Text, nullable=False),
        sqlalchemy.Column("created_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "sequences",
        sqlalchemy.Column("subject", sqlalchemy.String(120), primary_key=True),
        sqlalchemy.Column("last", sqlalchemy.Integer, nullable=False),
    )
    op.create_table(
        "idempotency",
        sqlalchemy.Column("key", sqlalchemy.String(64), primary_key=True),
        sqlalchemy.Column("fingerprint", sqlalchemy.String(64), nullable=False),
        sqlalchemy.Column("status", sqlalchemy.Integer, nullable=False),
        sqlalchemy.Column("headers", sqlalchemy.Text, nullable=False),
        sqlalchemy.Column("body", sqlalchemy.LargeBinary, nullable=False),
        sqlalchemy.Column("created_at", UtcDateTime, nullable=False),
    )


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _scripts(config: Config) -> ScriptDirectory:
    return ScriptDirectory.from_config(config)


@contextmanager
def _connected(url: URL) -> Iterator[sqlalchemy.Connection]:
    """A blocking connection in a transaction; whoever migrates the same database waits for its end.

    Raises DatabaseError when the database cannot be reached; what goes wrong later keeps its own name.
    """
    try:
        engine = _engine(url)
        connection = engine.connect()
        if engine.dialect.name == "postgresql":
            connection.execute(sqlalchemy.text("SELECT pg_advisory_xact_lock(:key)"), {"key": crc32(b"migrate")})
        else:
            connection.execute(sqlalchemy.text("SELECT 1"))
    except (sqlalchemy.exc.DatabaseError, OSError) as error:
        raise _unreachable(url, error) from None
    try:
        with connection:
            yield connection
    finally:
        engine.dispose()


def _engine(url: URL) -> sqlalchemy.Engine:
    """A blocking engine on the same database."""
    driver = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    if driver == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # Nothing comes back often enough to be prepared, and a pooler would mix up what is.
    arguments = {"prepare_threshold": None} if driver == "postgresql+psycopg" else {}
    engine = create_engine(url.set(drivername=driver), poolclass=NullPool, hide_parameters=True, connect_args=arguments)
    if driver == "sqlite":
        _transactional_ddl(engine)
    return engine


def _transactional_ddl(engine: sqlalchemy.Engine) -> None:
    """Make a migration on SQLite all or nothing: the driver by itself commits before every DDL statement."""

    @event.listens_for(engine, "connect")
    def connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_newer(connection: sqlalchemy.Connection, config: Config, url: URL) -> None:
    known = {script.revision for script in _scripts(config).walk_revisions()}
    for revision in MigrationContext.configure(connection).get_current_heads():
        if revision not in known:
            raise DatabaseError(
                f"De database {_name(url)} is van een nieuwere versie van clientroute (revisie {revision}). "
                "Start die nieuwere versie, of zet een back-up terug van voor de wijziging."
            )


def _unreachable(url: URL, error: Exception) -> DatabaseError:
    cause = error.orig if isinstance(error, DBAPIError) else error
    reason = (str(cause).strip() or type(error).__name__).splitlines()[0]
    return DatabaseError(
        f"De database {_name(url)} is niet te bereiken: {reason}. "
        "Kijk naar CLIENTROUTE_DATABASE_URL, of de server draait, en of de database bestaat (createdb)."
    )


def _name(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def create_logregels_v2() -> None:
    """The log of processings."""
    op.create_table(
        "logregels",
        sqlalchemy.Column("id", sqlalchemy.String(36), primary_key=True),
        sqlalchemy.Column("trace_id", sqlalchemy.String(32), nullable=False),
        sqlalchemy.Column("span_id", sqlalchemy.String(16), nullable=False),
        sqlalchemy.Column("parent_span_id", sqlalchemy.String(16)),
        sqlalchemy.Column("naam", sqlalchemy.String(200), nullable=False),
        sqlalchemy.Column("operatie", sqlalchemy.String(80), nullable=False),
        sqlalchemy.Column("verwerking", sqlalchemy.String(80), nullable=False),
        sqlalchemy.Column("begonnen_op", UtcDateTime, nullable=False),
        sqlalchemy.Column("geeindigd_op", UtcDateTime, nullable=False),
        sqlalchemy.Column("status", sqlalchemy.String(5), nullable=False),
        sqlalchemy.Column("antwoord", sqlalchemy.Integer),
        sqlalchemy.Column("betrokkene", sqlalchemy.String(120)),
        sqlalchemy.Column("onderwerp", sqlalchemy.String(36)),
        sqlalchemy.Column("wie", sqlalchemy.String(200), nullable=False),
        sqlalchemy.Column("rol", sqlalchemy.String(10), nullable=False),
        sqlalchemy.Column("recht", sqlalchemy.String(120), nullable=False),
    )
    op.create_index("ix_logregels_betrokkene_id", "logregels", ["betrokkene", "id"])


def add_agb_to_logregels_v4() -> None:
    """For which provider somebody acted; nobody knows it of what was done before."""
    op.add_column("logregels", sqlalchemy.Column("agb", sqlalchemy.String(8)))


def index_what_goes_v5() -> None:
    """Find what is old enough to go, however much is kept."""
    told = sqlalchemy.text("published_at IS NOT NULL")
    op.create_index("ix_outbox_published_at", "outbox", ["published_at"], postgresql_where=told, sqlite_where=told)
    op.create_index("ix_inbox_received_at", "inbox", ["received_at"])
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])


def create_compared_v3() -> None:
    """Until where a service compared what others told with what it heard."""
    op.create_table(
        "compared",
        sqlalchemy.Column("service", sqlalchemy.String(40), primary_key=True),
        sqlalchemy.Column("cursor", sqlalchemy.String(200), nullable=False),
    )
