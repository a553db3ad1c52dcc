"""Plans, households, evaluations and indications that end get an ETag."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0004"
down_revision = "toegang_0003"
branch_labels = None
depends_on = None

TABLES = ("huishoudens", "plannen", "evaluaties", "aflopende_indicaties")


def upgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("versie", sa.Integer(), server_default="1", nullable=False))
        with op.batch_alter_table(name) as table:
            table.alter_column("versie", server_default=None)
