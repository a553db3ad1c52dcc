"""The points of the tender stand with the contract (M118)."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0020"
down_revision = "toewijzing_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contracten", sa.Column("gunningsscores", sa.JSON(), nullable=False, server_default="[]"))
