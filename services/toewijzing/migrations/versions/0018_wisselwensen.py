"""A client may want another professional at the same provider (M54)."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0018"
down_revision = "toewijzing_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wisselwensen",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("toewijzing_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("reden", sa.String(20), nullable=False),
        sa.Column("gevraagd_op", sa.Date(), nullable=False),
        sa.Column("antwoord", sa.String(20)),
        sa.Column("per", sa.Date()),
        sa.Column("beantwoord_op", sa.Date()),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name="fk_wisselwensen_toewijzing_id_toewijzingen"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_wisselwensen"),
    )
    op.create_index("ix_wisselwensen_toewijzing_id", "wisselwensen", ["toewijzing_id"])
    op.create_index("ix_wisselwensen_gemeente_id", "wisselwensen", ["gemeente", "id"])
    op.create_index("ix_wisselwensen_agb_id", "wisselwensen", ["agb", "id"])
