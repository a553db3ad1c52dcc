"""The migrations make exactly the tables that the code knows."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select, text
from tests.declaratie.conftest import Declaratie

from chassis.told import compared_until, keep_compared
from declaratie.tables import GehoordeToewijzing
from declaratie.tables.base import Base


def _differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_and_metadata_agree(leeg: Declaratie) -> None:
    async with leeg.room.database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_m135_what_toegang_told_is_compared_from_the_beginning_once_deaths_are_heard(leeg: Declaratie) -> None:
    """So who died before is told again; of others nothing is compared anew, and nobody died by the upgrade itself."""
    await leeg.wijs_toe()
    async with leeg.room.work() as work:
        for peer in ("toegang", "toewijzing"):
            await keep_compared(work, peer, "cursor")
        await work.session.execute(text("ALTER TABLE toewijzingen DROP COLUMN is_overleden"))
        await work.session.execute(text("UPDATE alembic_version SET version_num = 'declaratie_0020'"))
    await leeg.room.migrate()
    async with leeg.room.work(writes=False) as work:
        assert [await compared_until(work, peer) for peer in ("toegang", "toewijzing")] == [None, "cursor"]
        assert (await work.session.execute(select(GehoordeToewijzing.is_overleden))).scalars().all() == [False]


async def test_migrating_again_changes_nothing(leeg: Declaratie) -> None:
    await leeg.room.migrate()
    await leeg.room.check_database()
