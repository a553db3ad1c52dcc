"""Who changed what is recorded of a provider, and when; of what was recorded before nobody knows it."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "toewijzing_0026"
down_revision = "toewijzing_0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("aanbieders", sa.Column("gewijzigd_door", sa.String(200)))
    op.add_column("aanbieders", sa.Column("gewijzigd_op", UtcDateTime))
