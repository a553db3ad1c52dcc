"""Cases whose metadata go to an archive."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "koppelvlak_0004"
down_revision = "koppelvlak_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "archiefdossiers",
        sa.Column("melding_id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("wet", sa.String(10), nullable=False),
        sa.Column("zaaknummer", sa.String(9)),
        sa.Column("startdatum", sa.Date(), nullable=False),
        sa.Column("gesloten_op", sa.Date()),
        sa.Column("resultaat", sa.String(20)),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("geschreven_versie", sa.Integer(), nullable=False),
        sa.Column("geschreven_op", UtcDateTime),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("opnieuw_vanaf", UtcDateTime, nullable=False),
        sa.Column("fout", sa.String(300)),
        sa.PrimaryKeyConstraint("melding_id", name="pk_archiefdossiers"),
    )
    op.create_index("ix_archiefdossiers_gemeente", "archiefdossiers", ["gemeente"])
    naam = "archiefstukken"
    op.create_table(
        naam,
        sa.Column("beschikking_id", sa.String(36), nullable=False),
        sa.Column("melding_id", sa.String(36), nullable=False),
        sa.Column("besluitdatum", sa.Date(), nullable=False),
        sa.Column("begin", sa.Date()),
        sa.Column("einden", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["archiefdossiers.melding_id"], name=f"fk_{naam}_melding_id_archiefdossiers"
        ),
        sa.PrimaryKeyConstraint("beschikking_id", name=f"pk_{naam}"),
    )
    op.create_index(f"ix_{naam}_melding_id", naam, ["melding_id"])
