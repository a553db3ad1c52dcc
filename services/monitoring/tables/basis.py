"""What all tables of monitoring share."""

from datetime import datetime

from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import DeclarativeBase

from chassis.database import UtcDateTime, new_metadata
from chassis.tables import add_chassis_tables
from werkplek.tables import add_werkplek_tables

POSITIE = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database hands out: only an INTEGER counts up by itself on SQLite."""


class Base(DeclarativeBase):
    """All tables of this service."""

    metadata = new_metadata()
    type_annotation_map = {datetime: UtcDateTime}


add_chassis_tables(Base.metadata)
add_werkplek_tables(Base.metadata)
