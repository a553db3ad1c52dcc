"""Alembic environment of declaratie."""

from chassis.migrations import run
from declaratie.tables import Base

run(Base.metadata)
