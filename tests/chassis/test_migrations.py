"""Migrations: fresh, again, newer, unreachable, failing half-way, two at once; and no drift with the tables."""

import asyncio
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from tests.chassis.proefdienst.app import proefdienst
from tests.chassis.proefdienst.tables import metadata
from tests.services import NewDatabase

from chassis.migrations import DatabaseError, check, migrate
from chassis.settings import Settings

FOLDER = proefdienst().folder / "migrations"
LATER = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = {revision!r}, {down!r}
def upgrade():
    {body}
"""


@pytest.fixture
def url(database_url: str) -> URL:
    return make_url(Settings(database_url=database_url).database_for("proef"))


def sync_engine(url: URL) -> sa.Engine:
    driver = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    return sa.create_engine(url.set(drivername=driver), poolclass=sa.NullPool)


def tables_of(url: URL) -> set[str]:
    engine = sync_engine(url)
    try:
        return set(sa.inspect(engine).get_table_names())
    finally:
        engine.dispose()


def with_later(tmp_path: Path, *bodies: str) -> Path:
    """The migrations of the proefdienst, and more after them."""
    folder = tmp_path / "proef" / "migrations"
    shutil.copytree(FOLDER, folder)
    for number, body in enumerate(bodies, start=2):
        content = LATER.format(revision=f"{number:04d}", down=f"{number - 1:04d}", body=body)
        (folder / "versions" / f"{number:04d}_later.py").write_text(content)
    return folder


def test_a_fresh_database_is_brought_up_and_a_second_time_nothing_happens(url: URL) -> None:
    migrate(url, FOLDER)
    check(url, FOLDER)
    before = tables_of(url)
    assert {"outbox", "inbox", "dead_letters", "sequences", "idempotency", "tellers"} <= before
    migrate(url, FOLDER)
    check(url, FOLDER)
    assert tables_of(url) == before


def test_the_migrations_make_exactly_the_tables_of_the_code(url: URL) -> None:
    migrate(url, FOLDER)
    engine = sync_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        names = {each["name"] for each in sa.inspect(connection).get_unique_constraints("outbox")}
    engine.dispose()
    assert names == {"uq_outbox_id"}


def test_a_database_that_is_behind_is_told_how_to_catch_up_and_then_does(url: URL, tmp_path: Path) -> None:
    folder = with_later(tmp_path, "op.create_table('later', sa.Column('id', sa.Integer, primary_key=True))")
    migrate(url, FOLDER)
    with pytest.raises(DatabaseError, match=r"Doe: clientroute migrate proef$"):
        check(url, folder)
    migrate(url, folder)
    check(url, folder)
    assert "later" in tables_of(url)


def test_an_empty_database_is_told_how_to_begin(url: URL) -> None:
    with pytest.raises(DatabaseError, match="Doe: clientroute migrate"):
        check(url, FOLDER)


def test_a_database_of_newer_code_is_refused_and_left_as_it_is(url: URL, tmp_path: Path) -> None:
    migrate(url, with_later(tmp_path, "op.create_table('later', sa.Column('id', sa.Integer, primary_key=True))"))
    before = tables_of(url)
    for use in (migrate, check):
        with pytest.raises(DatabaseError, match=r"nieuwere versie van clientroute \(revisie 0002\).*back-up"):
            use(url, FOLDER)
    assert tables_of(url) == before


@pytest.mark.parametrize(
    "failing",
    [
        "op.execute('INSERT INTO nergens VALUES (1)')",
        "op.create_table('tellers', sa.Column('id', sa.Integer, primary_key=True))",
        "raise RuntimeError('halfway')",
    ],
)
def test_a_failing_migration_leaves_nothing_behind_and_does_not_blame_the_connection(
    url: URL, tmp_path: Path, failing: str
) -> None:
    migrate(url, FOLDER)
    before = tables_of(url)
    good = "op.create_table('good', sa.Column('id', sa.Integer, primary_key=True))"
    half = f"op.create_table('half', sa.Column('id', sa.Integer, primary_key=True)); {failing}"
    with pytest.raises((SQLAlchemyError, RuntimeError)):
        migrate(url, with_later(tmp_path, good, half))
    assert tables_of(url) == before
    check(url, FOLDER)


async def test_migrating_from_several_threads_at_once_is_done_once(url: URL) -> None:
    await asyncio.gather(*(asyncio.to_thread(migrate, url, FOLDER) for _ in range(4)))
    check(url, FOLDER)


async def test_migrating_from_several_processes_at_once_is_done_once(url: URL) -> None:
    root = FOLDER.parents[3]
    program = (
        "import sys; from pathlib import Path; from sqlalchemy.engine import make_url;"
        "from chassis.migrations import migrate; migrate(make_url(sys.argv[1]), Path(sys.argv[2]))"
    )
    address = url.render_as_string(hide_password=False)
    command = (sys.executable, "-c", program, address, str(FOLDER))
    processes = [await asyncio.create_subprocess_exec(*command, cwd=root) for _ in range(3)]
    async with asyncio.timeout(30):
        assert [await each.wait() for each in processes] == [0, 0, 0]
    check(url, FOLDER)


@pytest.mark.parametrize("use", [migrate, check])
def test_a_server_that_is_not_there_is_said_without_the_password(use: Callable[[URL, Path], None]) -> None:
    url = make_url("postgresql+psycopg://root:geheim@127.0.0.1:1/toegang")
    with pytest.raises(DatabaseError, match=r"niet te bereiken: .*Kijk naar CLIENTROUTE_DATABASE_URL") as caught:
        use(url, FOLDER)
    assert "geheim" not in str(caught.value)
    assert "127.0.0.1:1/toegang" in str(caught.value)


def test_a_database_that_does_not_exist_is_said_with_what_to_do(new_postgres: NewDatabase) -> None:
    url = make_url(new_postgres()).set(drivername="postgresql+psycopg", database="clientroute_bestaat_niet")
    with pytest.raises(DatabaseError, match=r"does not exist.*createdb"):
        migrate(url, FOLDER)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "proef.db"
    file.write_bytes(b"dit is geen database" * 100)
    with pytest.raises(DatabaseError, match="not a database"):
        migrate(make_url(f"sqlite+direct:///{file}"), FOLDER)
    assert file.read_bytes() == b"dit is geen database" * 100


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(DatabaseError, match="niet te bereiken"):
        migrate(make_url(f"sqlite+direct:///{tmp_path / 'bestand' / 'proef.db'}"), FOLDER)
