"""Lump sums for a task, their parts, what providers account for (M140), and appointments nobody came to (M77)."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "declaratie_0016"
down_revision = "declaratie_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lumpsums",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("wet", sa.String(12), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("taak", sa.String(length=1000), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("laatste_dag", sa.Date(), nullable=False),
        sa.Column("reden", sa.String(length=1000), nullable=True),
        sa.Column("voorgesteld_door", sa.String(length=100), nullable=False),
        sa.Column("voorgesteld_op", UtcDateTime, nullable=False),
        sa.Column("beoordeeld_door", sa.String(length=100), nullable=True),
        sa.Column("beoordeeld_op", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lumpsums")),
    )
    op.create_index("ix_lumpsums_budgethouder_id", "lumpsums", ["budgethouder", "id"])
    op.create_index("ix_lumpsums_agb_id", "lumpsums", ["agb", "id"])
    _delen()
    _verantwoordingen()
    _noshows()
    # A run writes its transfers and reads their accounts in one transaction: each key was looked up once more.
    with op.batch_alter_table("overboekingen") as batch:
        batch.drop_constraint("fk_overboekingen_betaalrun_id_betaalruns", type_="foreignkey")
        batch.drop_constraint("fk_overboekingen_rekening_id_rekeningen", type_="foreignkey")


def _delen() -> None:
    op.create_table(
        "deelbetalingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("lumpsum_id", sa.String(length=36), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("betaalbaar_op", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["lumpsum_id"], ["lumpsums.id"], name=op.f("fk_deelbetalingen_lumpsum_id_lumpsums")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deelbetalingen")),
    )
    op.create_index(op.f("ix_deelbetalingen_lumpsum_id"), "deelbetalingen", ["lumpsum_id"])
    op.create_index("ix_deelbetalingen_dag", "deelbetalingen", ["dag"])


def _verantwoordingen() -> None:
    op.create_table(
        "verantwoordingen",
        sa.Column("lumpsum_id", sa.String(length=36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("inwoners", sa.Integer(), nullable=True),
        sa.Column("kosten", sa.BigInteger(), nullable=True),
        sa.Column("toelichting", sa.String(length=4000), nullable=True),
        sa.Column("ingediend_op", UtcDateTime, nullable=True),
        sa.Column("reden", sa.String(length=1000), nullable=True),
        sa.Column("beoordeeld_door", sa.String(length=100), nullable=True),
        sa.Column("beoordeeld_op", UtcDateTime, nullable=True),
        sa.ForeignKeyConstraint(["lumpsum_id"], ["lumpsums.id"], name=op.f("fk_verantwoordingen_lumpsum_id_lumpsums")),
        sa.PrimaryKeyConstraint("lumpsum_id", "volgnummer", name=op.f("pk_verantwoordingen")),
    )


def _noshows() -> None:
    op.create_table(
        "noshows",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("toewijzing_nummer", sa.Integer(), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("budgethouder", sa.String(length=4), nullable=False),
        sa.Column("wet", sa.String(12), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("voor_inwoner", sa.BigInteger(), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("gemeld_op", UtcDateTime, nullable=False),
        sa.Column("reden", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name=op.f("fk_noshows_toewijzing_id_toewijzingen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noshows")),
        sa.UniqueConstraint("toewijzing_id", "dag", name=op.f("uq_noshows_toewijzing_id_dag")),
    )
    op.create_index("ix_noshows_gemeente_id", "noshows", ["gemeente", "id"])
    op.create_index("ix_noshows_agb_id", "noshows", ["agb", "id"])
