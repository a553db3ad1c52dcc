"""The migrations make exactly the tables that the code knows."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from tests.declaratie.conftest import Declaratie

from declaratie.tables.base import Base


def _differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_and_metadata_agree(leeg: Declaratie) -> None:
    async with leeg.room.database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrating_again_changes_nothing(leeg: Declaratie) -> None:
    await leeg.room.migrate()
    await leeg.room.check_database()
