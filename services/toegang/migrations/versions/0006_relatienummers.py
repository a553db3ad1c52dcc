"""Which number the relations of a client got last."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0006"
down_revision = "toegang_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("clienten") as table:
        table.add_column(sa.Column("laatste_relatienummer", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("clienten") as table:
        table.alter_column("laatste_relatienummer", server_default=None)
