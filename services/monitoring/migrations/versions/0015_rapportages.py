"""What providers are asked to report per period, and what they said."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rapportages",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("inkoopmodel", sa.String(60), nullable=False),
        sa.Column("uitvraag", sa.String(60), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("verslagperiode", sa.String(7), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("gevraagd_op", sa.Date(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("herinnerd", sa.Integer(), nullable=False),
        sa.Column("ingediend_op", sa.Date()),
        sa.Column("antwoorden", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_rapportages"),
    )
    op.create_index(
        "ix_rapportages_een", "rapportages", ["inkoopmodel", "uitvraag", "agb", "verslagperiode"], unique=True
    )
    op.create_index("ix_rapportages_uiterlijk", "rapportages", ["uiterlijk", "id"])
    op.create_table(
        "rapportagestappen",
        sa.Column("rapportage_id", sa.String(36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reden", sa.Text()),
        sa.Column("antwoorden", sa.Text()),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("vastgelegd_op", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("rapportage_id", "volgnummer", name="pk_rapportagestappen"),
        sa.ForeignKeyConstraint(
            ["rapportage_id"], ["rapportages.id"], name="fk_rapportagestappen_rapportage_id_rapportages"
        ),
    )
