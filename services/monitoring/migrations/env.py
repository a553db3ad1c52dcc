"""Alembic environment of monitoring."""

from chassis.migrations import run
from monitoring.tables import Base

run(Base.metadata)
