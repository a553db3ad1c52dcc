"""Away or wrong: decided here, for requests, events, relay, periodic work and readiness alike.

What is away is tried again, counts no attempt and gives a 503; what is wrong is refused, or becomes a dead letter.
"""

import sqlite3
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx
import psycopg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from chassis.vault import UnknownKey

LONGEST_SECONDS = 300.0
"""As long as a peer can make us wait."""
STATES = ("08", "25", "40001", "40003", "40P01", "53", "55P03", "57", "58")
"""How SQLSTATEs of what is away begin (PostgreSQL, appendix A): no connection, a server that only reads or has no room,
a lock or a deadlock, an operator who intervenes, a disk."""
OUR_STATES = {"25001", "25P01", "25P02"}
"""Those of class 25 that say how we use a transaction, and come back however often they are tried."""
READ_ONLY = "25006"
STATUSES = {401, 408, 425, 429}
"""Answers of a peer that later become others, beside every 5xx: 401 is a token of ours that it does not take."""
SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
OTHERS = (httpx.TransportError, PoolTimeout, UnknownKey, ConnectionError, TimeoutError)
KINDS = (httpx.HTTPError, DBAPIError, *OTHERS)
"""Every exception that may say that something is away; whether it does, `is_away` knows."""


def is_away(error: BaseException) -> bool:
    """Whether trying later is all there is to do: the database, another service, the issuer or a key is away."""
    match error:
        case httpx.HTTPStatusError():
            return error.response.status_code in STATUSES or error.response.status_code >= 500
        case DBAPIError() | psycopg.Error():
            return _database_is_away(error)
        case _:
            return isinstance(error, OTHERS)


def _database_is_away(error: DBAPIError | psycopg.Error) -> bool:
    state = state_of(error)
    if state is not None:
        return state.startswith(STATES) and state not in OUR_STATES
    # SQLite calls a faulty query an operational error too; PostgreSQL does not.
    code = getattr(_below(error), "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE
    return isinstance(error, OperationalError | InterfaceError | psycopg.OperationalError | psycopg.InterfaceError)


def state_of(error: BaseException) -> str | None:
    """The SQLSTATE with which PostgreSQL refused; None when it said nothing, as when there is no connection."""
    state: str | None = getattr(_below(error), "sqlstate", None)
    return state


def name_of(error: BaseException) -> str:
    """What it is called, for logs and readiness; the text could hold what was in a query."""
    return type(_below(error)).__name__


def _below(error: BaseException) -> BaseException:
    """What the driver of the database said, below what SQLAlchemy makes of it."""
    return (error.orig or error) if isinstance(error, DBAPIError) else error


def asked_pause(error: BaseException, now: datetime) -> float | None:
    """The seconds that a peer asks us to wait (Retry-After, RFC 9110), at most LONGEST_SECONDS; None if it does not."""
    if not isinstance(error, httpx.HTTPStatusError):
        return None
    given = error.response.headers.get("Retry-After", "")
    try:
        seconds = float(given) if given.isdecimal() else (parsedate_to_datetime(given) - now).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(seconds, 0.0), LONGEST_SECONDS)
