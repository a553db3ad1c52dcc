"""The migrations make exactly the tables that the code knows."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from tests.toewijzing.conftest import Toewijzing

from toewijzing.tables import Base


def _differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_and_metadata_agree(toewijzing: Toewijzing) -> None:
    async with toewijzing.room.database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrating_again_changes_nothing(toewijzing: Toewijzing) -> None:
    await toewijzing.room.migrate()
    await toewijzing.room.check_database()
