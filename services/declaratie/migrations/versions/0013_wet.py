"""The law of assignments, declarations, lines and running totals; what was there before is of the Wmo."""

import sqlalchemy as sa
from alembic import op

revision = "declaratie_0013"
down_revision = "declaratie_0012"
branch_labels = None
depends_on = None

TABLES = ("toewijzingen", "declaraties", "prestaties", "saldi")


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("wet", sa.String(12), nullable=False, server_default="wmo"))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("wet", server_default=None)
    with op.batch_alter_table("toewijzingen") as batch:
        batch.drop_constraint("uq_toewijzingen_gemeente_nummer", type_="unique")
        batch.create_unique_constraint("uq_toewijzingen_gemeente_wet_nummer", ["gemeente", "wet", "nummer"])
    with op.batch_alter_table("saldi") as batch:
        batch.drop_constraint("pk_saldi", type_="primary")
        batch.create_primary_key("pk_saldi", ["gemeente", "wet", "toewijzing_nummer", "agb", "eenheid"])
