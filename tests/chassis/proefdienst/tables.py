"""The tables of the service that stands on the chassis for these tests only."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from chassis.database import new_metadata
from chassis.tables import add_chassis_tables

metadata = new_metadata()
add_chassis_tables(metadata)

tellers = Table(
    "tellers", metadata, Column("naam", String(40), primary_key=True), Column("stand", Integer, nullable=False)
)
effecten = Table(
    "effecten",
    metadata,
    Column("id", Integer, primary_key=True),
    # Not unique, on purpose: a double effect must be possible to be seen.
    Column("event_id", String(36), nullable=False),
    Column("nummer", Integer, nullable=False),
)
regels = Table(
    "regels",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("teller", String(40), ForeignKey("tellers.naam")),
)
