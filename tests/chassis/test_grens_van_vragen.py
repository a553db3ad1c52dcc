"""On PostgreSQL a statement of a request has a limit: what takes longer, or waits for another, gets a 503."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.chassis.proef import client_of, problem_of, running, settings_in
from tests.chassis.proefdienst.app import proefdienst
from tests.services import NewDatabase

from chassis.service import Room


@pytest.fixture
async def bounded(new_postgres: NewDatabase, tmp_path: Path) -> AsyncIterator[Room]:
    """An API whose statements may take a second, and so half a second of waiting."""
    settings = settings_in(tmp_path, database_url=new_postgres(), statement_seconds=1)
    async with running(proefdienst(), settings, answers=True) as room:
        yield room


async def test_a_statement_that_takes_too_long_is_ended(bounded: Room) -> None:
    async with client_of(bounded) as client:
        response = await client.post("/v1/wacht/30")
    problem_of(response, 503)
    assert response.headers["retry-after"] == "10"


async def test_who_waits_too_long_for_another_hears_so_and_nothing_changed(bounded: Room) -> None:
    async with client_of(bounded) as client:
        assert (await client.post("/v1/tellers/a")).status_code == 201
        async with bounded.work() as work:
            await work.session.execute(text("SELECT stand FROM tellers FOR UPDATE"))
            response = await client.post("/v1/tellers/a/_verhoog")
        problem_of(response, 503)
        assert response.headers["retry-after"] == "10"
        assert (await client.post("/v1/tellers/a/_verhoog")).json()["stand"] == 1


async def test_a_worker_has_no_limit(new_postgres: NewDatabase, tmp_path: Path) -> None:
    settings = settings_in(tmp_path, database_url=new_postgres(), statement_seconds=1)
    async with running(proefdienst(), settings) as room, room.work(writes=False) as work:
        for limit in ("statement_timeout", "lock_timeout"):
            assert (await work.session.execute(text(f"SHOW {limit}"))).scalar_one() == "0"
