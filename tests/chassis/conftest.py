import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tests.chassis.net import Net, on_rabbitmq
from tests.chassis.proef import client_of, running, settings_in
from tests.chassis.proefdienst.app import proefdienst

from chassis.service import Room
from chassis.settings import PREFIX


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine reaches a test, and nothing is written outside its own folder."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
async def room(database_url: str, tmp_path: Path) -> AsyncIterator[Room]:
    """A room of the proefdienst, once on SQLite and once on PostgreSQL."""
    async with running(proefdienst(), settings_in(tmp_path, database_url=database_url)) as room:
        yield room


@pytest.fixture
async def sqlite_room(tmp_path: Path) -> AsyncIterator[Room]:
    """A room of the proefdienst on SQLite."""
    async with running(proefdienst(), settings_in(tmp_path)) as room:
        yield room


@pytest.fixture
async def rabbit_net(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Net]:
    """Two services on PostgreSQL and a broker between them; nothing runs yet."""
    async with on_rabbitmq(request, tmp_path) as made:
        yield made


@pytest.fixture
async def client(sqlite_room: Room) -> AsyncIterator[httpx.AsyncClient]:
    """A caller without a token of the room on SQLite."""
    async with client_of(sqlite_room) as client:
        yield client
