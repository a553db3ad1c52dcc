"""The law of assignments and requests; what was there before the second law is of the Wmo."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0014"
down_revision = "toewijzing_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, old, new, columns in (
        (
            "toewijzingen",
            "uq_toewijzingen_gemeente_nummer",
            "uq_toewijzingen_gemeente_wet_nummer",
            ["gemeente", "wet", "toewijzing_nummer"],
        ),
        ("verzoeken", "uq_verzoeken_agb_referentie", "uq_verzoeken_agb_wet_referentie", ["agb", "wet", "referentie"]),
    ):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("wet", sa.String(12), nullable=False, server_default="wmo"))
            batch.drop_constraint(old, type_="unique")
            batch.create_unique_constraint(new, columns)
        with op.batch_alter_table(table) as batch:
            batch.alter_column("wet", server_default=None)
