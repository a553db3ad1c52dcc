"""PostgreSQL and RabbitMQ for tests: own databases and own names on the broker, cleaned up afterwards.

Where they are is said by CLIENTROUTE_TEST_POSTGRES and CLIENTROUTE_TEST_RABBITMQ (URLs). A test that needs one that is
not there is left out, with the reason; with CLIENTROUTE_REQUIRE_SERVICES=1 the run then fails (see conftest.py).

Fixtures, known in every folder under tests: `new_postgres`, `database_url`, `migrated_url`, `rabbit_url`,
`rabbit_prefix`.
"""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from chassis import migrations
from chassis.settings import Settings
from clientroute.bench.diensten import POSTGRES, RABBITMQ, clean_broker, create_database, drop_database
from clientroute.services import KOPPELVLAK, service_of

SERVICES = ("toegang", "toewijzing", "declaratie", "monitoring")

_CARRY_OUT = migrations.migrate
"""What migrates, also where `migrate_once` stands in its place."""

NewDatabase = Callable[[], str]


@cache
def _absence(name: str, url: str, standard_port: int) -> str | None:
    """Why the service at `url` cannot be used, or None when it is there."""
    address = make_url(url)
    host, port = address.host or "127.0.0.1", address.port or standard_port
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError:
        return f"no {name} on {host}:{port}"
    return None


def has_postgres() -> bool:
    """Whether there is a PostgreSQL."""
    return _absence("PostgreSQL", POSTGRES, 5432) is None


def needs_postgres() -> None:
    """Leave the test out when there is no PostgreSQL."""
    if reason := _absence("PostgreSQL", POSTGRES, 5432):
        pytest.skip(reason)


def needs_rabbitmq() -> None:
    """Leave the test out when there is no RabbitMQ."""
    if reason := _absence("RabbitMQ", RABBITMQ, 5672):
        pytest.skip(reason)


@pytest.fixture
def new_postgres() -> Iterator[NewDatabase]:
    """Makes empty PostgreSQL databases for one test: call it for a `postgresql://` URL."""
    needs_postgres()
    made: list[str] = []

    def make() -> str:
        made.append(create_database(durable=False))
        return made[-1]

    yield make
    for url in made:
        drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once on SQLite and once on PostgreSQL, as in CLIENTROUTE_DATABASE_URL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    make: NewDatabase = request.getfixturevalue("new_postgres")
    return make()


_EMPTY = """
DO $$
DECLARE name regclass; filled boolean; parts text := '';
BEGIN
  FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO filled;
    IF filled THEN parts := parts || format(', %I AS (DELETE FROM %s)', 'from ' || name, name); END IF;
  END LOOP;
  IF parts <> '' THEN EXECUTE 'WITH ' || substr(parts, 3) || ' SELECT'; END IF;
END $$
"""
"""Deletes all rows in one statement, so that foreign keys hold at its end; quicker than TRUNCATE on small tables."""


_KEEP = """
DO $$
DECLARE name regclass; filled boolean;
BEGIN
  CREATE SCHEMA zaad;
  FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO filled;
    IF filled THEN EXECUTE format('CREATE TABLE zaad.%I AS TABLE %s', name, name); END IF;
  END LOOP;
END $$
"""
"""Lays aside the rows that migrations wrote."""
_PUT_BACK = """
DO $$
DECLARE name text; counter regclass;
BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'zaad'::regnamespace LOOP
    EXECUTE format('INSERT INTO public.%I TABLE zaad.%I', name, name);
  END LOOP;
  FOR counter IN SELECT oid FROM pg_class WHERE relkind = 'S' LOOP
    PERFORM setval(counter, 1, false);
  END LOOP;
END $$
"""
"""Puts them in their tables again, and lets numbers begin at 1."""


class Migrated:
    """Databases of one service with real migrations, carried out once: SQLite is copied, PostgreSQL emptied again."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._folder = service_of(service).folder / "migrations"
        self._sqlite: bytes | None = None
        self._free: list[str] = []

    def sqlite(self, path: Path) -> str:
        """The URL of a new file."""
        url = f"sqlite:///{path}"
        if self._sqlite is None:
            self._migrate(url)
            self._sqlite = path.read_bytes()
        path.write_bytes(self._sqlite)
        return url

    @contextmanager
    def postgresql(self) -> Iterator[str]:
        """The URL of a database with no other rows than migrations wrote."""
        if not self._free:
            self._free.append(create_database(durable=False))
            self._migrate(self._free[-1])
            self._do(self._free[-1], _KEEP)
        url = self._free.pop()
        yield url
        self._do(url, _EMPTY, _PUT_BACK)
        self._free.append(url)

    @contextmanager
    def beside(self, url: str, folder: Path) -> Iterator[str]:
        """The URL of another one of the same kind, for a second service at the same time."""
        if url.startswith("sqlite"):
            yield self.sqlite(folder / "ander.db")
            return
        with self.postgresql() as other:
            yield other

    def _do(self, url: str, *statements: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[arg-type]  # texts of this module

    def drop(self) -> None:
        """Remove what was made on the server."""
        while self._free:
            drop_database(self._free.pop())

    def _migrate(self, url: str) -> None:
        _CARRY_OUT(make_url(Settings(database_url=url).database_for(self._service)), self._folder)


@cache
def migrated(service: str) -> Migrated:
    """The migrated databases of a service in this run."""
    return Migrated(service)


def migrate_once(url: URL, folder: Path, revision: str = "head") -> None:
    """What stands in the place of `migrations.migrate`: for a new file of SQLite a copy of what it made before."""
    service = next((each for each in (*SERVICES, KOPPELVLAK) if service_of(each).folder == folder.parent), None)
    if service and revision == "head" and url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        migrated(service).sqlite(Path(str(url.database)))
    else:
        _CARRY_OUT(url, folder, revision)


def drop_migrated() -> None:
    """Remove them all, at the end of a run."""
    for service in (*SERVICES, KOPPELVLAK):
        migrated(service).drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """As `database_url`, at the newest version, for the service that the folder of the test is named after."""
    folder = request.path.parent.name
    service = migrated(KOPPELVLAK if folder in {"aansluiting", "koppelvlakken"} else folder)
    if request.param == "sqlite":
        yield service.sqlite(tmp_path / "test.db")
        return
    needs_postgres()
    with service.postgresql() as url:
        yield url


@pytest.fixture
def rabbit_url() -> str:
    """The `amqp://` URL of RabbitMQ."""
    needs_rabbitmq()
    return RABBITMQ


@pytest.fixture
def rabbit_prefix(rabbit_url: str) -> Iterator[str]:
    """A value for CLIENTROUTE_BROKER_PREFIX; what the four services declare under it is deleted afterwards."""
    prefix = f"test-{uuid4().hex}"
    yield prefix
    with asyncio.Runner() as runner:
        runner.run(clean_broker(prefix, SERVICES))
