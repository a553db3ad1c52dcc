"""Who delivers an assignment for the provider that has it."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0005"
down_revision = "toewijzing_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "onderaannemers",
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name=op.f("fk_onderaannemers_toewijzing_id_toewijzingen")
        ),
        sa.PrimaryKeyConstraint("toewijzing_id", "agb", name=op.f("pk_onderaannemers")),
    )
    op.create_index(op.f("ix_onderaannemers_agb"), "onderaannemers", ["agb"], unique=False)
