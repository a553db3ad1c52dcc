"""Alembic environment of toegang."""

from chassis.migrations import run
from toegang.tables import Base

run(Base.metadata)
