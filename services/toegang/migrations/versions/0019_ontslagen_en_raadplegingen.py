"""Leaving an institution, and asking an expert."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0019"
down_revision = "toegang_0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ontslagen",
        sa.Column("melding_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("ontslag_op", sa.Date(), nullable=False),
        sa.Column("regisseur_betrokken_op", sa.Date()),
        sa.Column("time_out_id", sa.String(36)),
        sa.Column("instelling", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name="fk_ontslagen_melding_id_meldingen"),
        sa.ForeignKeyConstraint(["time_out_id"], ["voorzieningen.id"], name="fk_ontslagen_time_out_id_voorzieningen"),
        sa.PrimaryKeyConstraint("melding_id", name="pk_ontslagen"),
    )
    op.create_index("ix_ontslagen_gemeente", "ontslagen", ["gemeente", "ontslag_op", "melding_id"])
    op.create_index("ix_ontslagen_time_out_id", "ontslagen", ["time_out_id"])
    op.create_table(
        "raadplegingen",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("melding_id", sa.String(36)),
        sa.Column("deskundigheid", sa.String(30), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name="fk_raadplegingen_melding_id_meldingen"),
        sa.PrimaryKeyConstraint("id", name="pk_raadplegingen"),
    )
    op.create_index("ix_raadplegingen_gemeente_id", "raadplegingen", ["gemeente", "id"])
    op.create_index("ix_raadplegingen_melding_id", "raadplegingen", ["melding_id"])
