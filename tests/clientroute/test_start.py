"""How a process begins, and what it says when it cannot."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError
from tests.chassis.proef import running
from tests.chassis.proefdienst.app import proefdienst
from tests.keten.processen import free_port

from chassis.migrations import DatabaseError
from chassis.service import Room
from chassis.settings import Settings
from clientroute import run


async def test_a_database_that_goes_away_while_a_process_starts_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it ended with a stack trace, in which the address of the database stood."""

    async def away(_room: Room) -> None:
        raise OperationalError("SELECT 1", {}, psycopg.OperationalError("connection failed"))

    monkeypatch.setattr(run, "check_restored", away)
    async with running(proefdienst(), Settings(data_dir=tmp_path, port=free_port())) as room:
        with pytest.raises(DatabaseError, match="De database van proef is niet te bereiken: OperationalError"):
            await run.run_api(room)
