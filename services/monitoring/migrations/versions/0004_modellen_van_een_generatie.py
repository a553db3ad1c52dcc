"""A generation of read models says with which inkoopmodellen it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("generaties", sa.Column("modellen", sa.String(64)))
