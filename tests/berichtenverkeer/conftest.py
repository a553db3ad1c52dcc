from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.berichtenverkeer.postdienst.app import SERVICE
from tests.chassis.conftest import clean_environment
from tests.chassis.proef import running, settings_in

from chassis.service import Room

__all__ = ["clean_environment"]


@pytest.fixture
async def room(database_url: str, tmp_path: Path) -> AsyncIterator[Room]:
    """The post, once on SQLite and once on PostgreSQL."""
    async with running(SERVICE, settings_in(tmp_path, database_url=database_url)) as room:
        yield room
