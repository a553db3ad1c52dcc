"""What an operator, or bad luck, does to a database on PostgreSQL while we use it."""

import psycopg
from psycopg.sql import SQL, Composable, Identifier
from sqlalchemy.engine import make_url
from tests.services import POSTGRES


def _do(url: str, statement: str) -> None:
    name = make_url(url).database
    assert name is not None
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        composed: Composable = SQL(statement).format(Identifier(name))  # type: ignore[arg-type]  # texts of this module
        connection.execute(composed)


def end_connections(url: str) -> None:
    """The server ends every connection with this database, as at a restart; new ones are taken."""
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        connection.execute(query, (make_url(url).database,))


def shut(url: str) -> None:
    """The database is away until `reopen`."""
    _do(url, "ALTER DATABASE {} ALLOW_CONNECTIONS false")
    end_connections(url)


def reopen(url: str) -> None:
    """The database is back."""
    _do(url, "ALTER DATABASE {} ALLOW_CONNECTIONS true")


def fail_over(url: str) -> None:
    """What answers now is a standby: it only reads, until `promote`."""
    _do(url, "ALTER DATABASE {} SET default_transaction_read_only TO on")
    end_connections(url)


def promote(url: str) -> None:
    """A server that takes changes is back; connections that were made with the other keep that one."""
    _do(url, "ALTER DATABASE {} RESET default_transaction_read_only")
