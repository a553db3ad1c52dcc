"""First tables of declaratie."""

import sqlalchemy as sa
from alembic import op

from berichtenverkeer.migrations import create_berichten_tables_v1
from chassis.database import UtcDateTime
from chassis.migrations import create_chassis_tables_v1

revision = "declaratie_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_chassis_tables_v1()
    create_berichten_tables_v1()
    op.create_table(
        "aanbieders",
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("agb", name=op.f("pk_aanbieders")),
    )
    op.create_table(
        "contracten",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("gemeenten", sa.JSON(), nullable=False),
        sa.Column("geldig_van", sa.Date(), nullable=False),
        sa.Column("geldig_tot", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracten")),
    )
    op.create_index(op.f("ix_contracten_agb"), "contracten", ["agb"], unique=False)
    op.create_table(
        "declaraties",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("declaratienummer", sa.String(length=12), nullable=False),
        sa.Column("periode", sa.Date(), nullable=False),
        sa.Column("ontvangen_op", UtcDateTime, nullable=False),
        sa.Column("beantwoord_op", UtcDateTime, nullable=False),
        sa.Column("retourcode", sa.String(length=4), nullable=False),
        sa.Column("bedrag_ingediend", sa.BigInteger(), nullable=False),
        sa.Column("bedrag_toegekend", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaraties")),
    )
    op.create_index("ix_declaraties_agb_declaratienummer", "declaraties", ["agb", "declaratienummer"], unique=False)
    op.create_index(op.f("ix_declaraties_gemeente"), "declaraties", ["gemeente"], unique=False)
    op.create_table(
        "toewijzingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("bsn_hash", sa.String(length=64), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=True),
        sa.Column("code", sa.String(length=5), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("eenheid", sa.String(length=2), nullable=True),
        sa.Column("frequentie", sa.String(length=1), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("ingangsdatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("reden_wijziging", sa.String(length=2), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toewijzingen")),
        sa.UniqueConstraint("gemeente", "nummer", name=op.f("uq_toewijzingen_gemeente_nummer")),
    )
    op.create_index("ix_toewijzingen_agb_bsn_hash", "toewijzingen", ["agb", "bsn_hash"], unique=False)
    op.create_table(
        "contract_tarieven",
        sa.Column("contract_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("bedrag", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracten.id"], name=op.f("fk_contract_tarieven_contract_id_contracten")
        ),
        sa.PrimaryKeyConstraint("contract_id", "code", "vanaf", name=op.f("pk_contract_tarieven")),
    )
    op.create_table(
        "prestaties",
        sa.Column("declaratie_id", sa.String(length=36), nullable=False),
        sa.Column("regel", sa.Integer(), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("referentie", sa.String(length=20), nullable=False),
        sa.Column("vorige_referentie", sa.String(length=20), nullable=True),
        sa.Column("toewijzing_nummer", sa.Integer(), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("tarief", sa.Integer(), nullable=True),
        sa.Column("bedrag", sa.Integer(), nullable=False),
        sa.Column("credit", sa.Boolean(), nullable=False),
        sa.Column("toegekend", sa.Boolean(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaratie_id"], ["declaraties.id"], name=op.f("fk_prestaties_declaratie_id_declaraties")
        ),
        sa.PrimaryKeyConstraint("declaratie_id", "regel", name=op.f("pk_prestaties")),
    )
    op.create_index("ix_prestaties_agb_referentie", "prestaties", ["agb", "referentie"], unique=False)
    op.create_index(
        "ix_prestaties_gemeente_toewijzing_nummer", "prestaties", ["gemeente", "toewijzing_nummer"], unique=False
    )
