"""Alembic environment of toewijzing."""

from chassis.migrations import run
from toewijzing.tables import Base

run(Base.metadata)
