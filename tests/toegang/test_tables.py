"""The migrations make exactly the tables that the code knows."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from tests.toegang.conftest import Toegang

from toegang.tables import Base


def _differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_and_metadata_agree(toegang: Toegang) -> None:
    async with toegang.room.database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrating_again_changes_nothing(toegang: Toegang) -> None:
    await toegang.room.migrate()
    await toegang.room.check_database()
