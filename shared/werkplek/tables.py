"""The tables of the werkplek: who is signed in, and forms that wait for somebody to come back."""

from sqlalchemy import Column, LargeBinary, MetaData, String, Table

from chassis.database import UtcDateTime, new_metadata
from chassis.sealed import Protected, Sealed

metadata = new_metadata()

sessies = Table(
    "sessies",
    metadata,
    # The hash of what the browser keeps: who reads this table cannot come in with it.
    Column("id", String(64), primary_key=True),
    Column("wie", String(255), nullable=False),
    Column("inhoud", LargeBinary, nullable=False),
    Column("begonnen_op", UtcDateTime, nullable=False),
    Column("gezien_op", UtcDateTime, nullable=False),
    Column("beeindigd_op", UtcDateTime),
)

formulieren = Table(
    "formulieren",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("wie", String(255), nullable=False),
    Column("inhoud", LargeBinary, nullable=False),
    Column("op", UtcDateTime, nullable=False),
)

TOKENS = Sealed("sessies", "inhoud")
INGEVULD = Sealed("formulieren", "inhoud")
PROTECTS: tuple[Protected, ...] = (TOKENS, INGEVULD)


def add_werkplek_tables(service: MetaData) -> None:
    """Give the service that has the pages these tables."""
    for table in metadata.sorted_tables:
        table.to_metadata(service)
