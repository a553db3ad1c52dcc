"""The law of cases, decisions, objections and warnings; what was there before the second law is of the Wmo."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0011"
down_revision = "toegang_0010"
branch_labels = None
depends_on = None

TABLES = ("meldingen", "beschikkingen", "bezwaren", "aflopende_indicaties")


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("wet", sa.String(12), nullable=False, server_default="wmo"))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("wet", server_default=None)
