"""Alembic environment of the koppelvlak."""

from aansluiting.tables import Base
from chassis.migrations import run

run(Base.metadata)
