"""What stops by a decision of its own has a letter of its own."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0027"
down_revision = "toegang_0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "beeindigingen",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("beschikking_id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("besluitdatum", sa.Date(), nullable=False),
        sa.Column("laatste_dag", sa.Date(), nullable=False),
        sa.Column("reden", sa.String(20), nullable=False),
        sa.Column("motivering", sa.LargeBinary()),
        sa.Column("producten", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beschikking_id"], ["beschikkingen.id"], name="fk_beeindigingen_beschikking_id_beschikkingen"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name="fk_beeindigingen_client_id_clienten"),
        sa.PrimaryKeyConstraint("id", name="pk_beeindigingen"),
    )
    op.create_index("ix_beeindigingen_beschikking_id", "beeindigingen", ["beschikking_id"])
    op.create_index("ix_beeindigingen_client_id", "beeindigingen", ["client_id"])
