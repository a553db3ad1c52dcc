"""First tables of toewijzing."""

import sqlalchemy as sa
from alembic import op

from berichtenverkeer.migrations import create_berichten_tables_v1
from chassis.database import UtcDateTime
from chassis.migrations import create_chassis_tables_v1

revision = "toewijzing_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_chassis_tables_v1()
    create_berichten_tables_v1()
    op.create_table(
        "contracten",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("gemeenten", sa.JSON(), nullable=False),
        sa.Column("geldig_van", sa.Date(), nullable=False),
        sa.Column("geldig_tot", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracten")),
    )
    op.create_index(op.f("ix_contracten_agb"), "contracten", ["agb"], unique=False)
    op.create_table(
        "toewijzingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("beschikking_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("bsn_hash", sa.String(length=64), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("frequentie", sa.String(length=1), nullable=False),
        sa.Column("ingangsdatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("besluitdatum", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("wacht_op", sa.String(length=200), nullable=True),
        sa.Column("agb", sa.String(length=8), nullable=True),
        sa.Column("nummer", sa.Integer(), nullable=True),
        sa.Column("toegewezen_op", UtcDateTime, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toewijzingen")),
        sa.UniqueConstraint("gemeente", "nummer", name=op.f("uq_toewijzingen_gemeente_nummer")),
    )
    op.create_index("ix_toewijzingen_client_agb", "toewijzingen", ["client_id", "agb"], unique=False)
    op.create_index("ix_toewijzingen_gemeente_id", "toewijzingen", ["gemeente", "id"], unique=False)
    op.create_table(
        "contract_producten",
        sa.Column("contract_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracten.id"], name=op.f("fk_contract_producten_contract_id_contracten")
        ),
        sa.PrimaryKeyConstraint("contract_id", "code", name=op.f("pk_contract_producten")),
    )
    op.create_table(
        "contract_tarieven",
        sa.Column("contract_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("bedrag", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracten.id"], name=op.f("fk_contract_tarieven_contract_id_contracten")
        ),
        sa.PrimaryKeyConstraint("contract_id", "code", "vanaf", name=op.f("pk_contract_tarieven")),
    )
    op.create_table(
        "starts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("bericht_id", sa.String(length=36), nullable=False),
        sa.Column("verwijderd", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name=op.f("fk_starts_toewijzing_id_toewijzingen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_starts")),
    )
    op.create_index(op.f("ix_starts_toewijzing_id"), "starts", ["toewijzing_id"], unique=False)
