"""Which step of monitoring was heard last: one that comes late does not undo it."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0007"
down_revision = "toewijzing_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gehoorde_maatregelen",
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hervat_per", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_gehoorde_maatregelen")),
    )
