"""A client who moved to another municipality is known as such."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0005"
down_revision = "toegang_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("clienten") as table:
        table.add_column(sa.Column("verhuisd_op", sa.Date(), nullable=True))
