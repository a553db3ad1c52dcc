"""The migrations make exactly the tables that the code knows."""

import asyncio
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, column, insert, select, table
from tests.declaratie.conftest import Declaratie, draaiend
from tests.declaratie.maker import AGB, ALMERE, NUMMER

from chassis import migrations
from chassis.told import compared_until, keep_compared
from declaratie.app import SERVICE
from declaratie.tables import GehoordeToewijzing
from declaratie.tables.base import Base

TOEWIJZING = {
    "id": "t",
    "sequence": 1,
    "gemeente": ALMERE,
    "wet": "wmo",
    "nummer": NUMMER,
    "agb": AGB,
    "client_id": "c",
    "bsn_hash": "h",
    "ingangsdatum": "2023-01-01",
}
TOEWIJZINGEN_0020 = table("toewijzingen", *map(column, TOEWIJZING))


def _differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_and_metadata_agree(leeg: Declaratie) -> None:
    async with leeg.room.database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_m135_what_toegang_told_is_compared_from_the_beginning_once_deaths_are_heard(
    database_url: str, tmp_path: Path
) -> None:
    """So who died before is told again; of others nothing is compared anew, and nobody died by the upgrade itself."""
    async with draaiend(database_url, tmp_path) as dienst:
        folder = SERVICE.folder / "migrations"
        await asyncio.to_thread(migrations.migrate, dienst.room.direct_url, folder, "declaratie_0020")
        async with dienst.room.work() as work:
            for peer in ("toegang", "toewijzing"):
                await keep_compared(work, peer, "cursor")
            await work.session.execute(insert(TOEWIJZINGEN_0020).values(TOEWIJZING))
        await dienst.room.migrate()
        async with dienst.room.work(writes=False) as work:
            assert [await compared_until(work, peer) for peer in ("toegang", "toewijzing")] == [None, "cursor"]
            assert (await work.session.execute(select(GehoordeToewijzing.is_overleden))).scalars().all() == [False]


async def test_migrating_again_changes_nothing(leeg: Declaratie) -> None:
    await leeg.room.migrate()
    await leeg.room.check_database()
