"""The migrations make exactly the tables that the code knows."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from tests.monitoring.conftest import Monitoring

from monitoring.tables import Base


def _differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_and_metadata_agree(monitoring: Monitoring) -> None:
    async with monitoring.room.database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrating_again_changes_nothing(monitoring: Monitoring) -> None:
    await monitoring.room.migrate()
    await monitoring.room.check_database()
