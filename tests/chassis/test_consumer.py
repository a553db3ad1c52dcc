"""What counts as the fault of an event, and what as something that is away for a while."""

import sqlite3

import httpx
import pytest
from sqlalchemy.exc import InterfaceError, OperationalError

from chassis.consumer import is_away

REQUEST = httpx.Request("POST", "http://toegang/v1/clienten/1/_inzage")


def sqlite_error(code: int) -> OperationalError:
    error = sqlite3.OperationalError("something")
    error.sqlite_errorcode = code
    return OperationalError("SELECT 1", {}, error)


def status(code: int) -> httpx.HTTPStatusError:
    return httpx.HTTPStatusError("refused", request=REQUEST, response=httpx.Response(code, request=REQUEST))


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (sqlite_error(sqlite3.SQLITE_BUSY), True),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (sqlite_error(sqlite3.SQLITE_ERROR), False),
        (OperationalError("SELECT 1", {}, Exception("the server closed the connection")), True),
        (InterfaceError("SELECT 1", {}, Exception("no connection")), True),
        (httpx.ConnectError("refused"), True),
        (httpx.ReadTimeout("slow"), True),
        (status(503), True),
        (status(429), True),
        (status(404), False),
        (ValueError("wrong"), False),
    ],
)
def test_away_or_wrong(error: Exception, away: bool) -> None:
    assert is_away(error) is away
