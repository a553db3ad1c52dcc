"""Providers are asked for their evaluation."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0023"
down_revision = "toegang_0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("evaluaties") as batch:
        batch.add_column(sa.Column("gevraagd_op", sa.Date(), nullable=True))
