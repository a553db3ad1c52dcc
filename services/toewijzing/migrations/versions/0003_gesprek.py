"""The conversation with providers: changes, stops, requests, terms, delivery."""

import sqlalchemy as sa
from alembic import op

from berichtenverkeer.migrations import create_webhook_tables_v1
from chassis.database import UtcDateTime

revision = "toewijzing_0003"
down_revision = "toewijzing_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_webhook_tables_v1()
    op.add_column("toewijzingen", sa.Column("product_id", sa.String(length=36), nullable=True))
    op.add_column("toewijzingen", sa.Column("reden_wijziging", sa.String(length=2), nullable=True))
    op.add_column("toewijzingen", sa.Column("retour", sa.String(length=12), nullable=True))
    _create_versies()
    _create_stops()
    _create_verzoeken()
    _create_termijnen()


def _create_versies() -> None:
    op.create_table(
        "toewijzing_versies",
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("versie", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("op", UtcDateTime, nullable=False),
        sa.Column("volume", sa.Integer(), nullable=True),
        sa.Column("eenheid", sa.String(length=2), nullable=True),
        sa.Column("frequentie", sa.String(length=1), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("ingangsdatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("reden_wijziging", sa.String(length=2), nullable=True),
        sa.Column("referentie", sa.String(length=36), nullable=True),
        sa.Column("bericht_id", sa.String(length=36), nullable=False),
        sa.Column("retourcodes", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name=op.f("fk_toewijzing_versies_toewijzing_id_toewijzingen")
        ),
        sa.PrimaryKeyConstraint("toewijzing_id", "versie", name=op.f("pk_toewijzing_versies")),
    )
    op.create_index(op.f("ix_toewijzing_versies_bericht_id"), "toewijzing_versies", ["bericht_id"], unique=False)
    # What stood before versions were kept: one version, told in a message that is not traced.
    op.execute(
        "INSERT INTO toewijzing_versies "
        "(toewijzing_id, versie, op, volume, eenheid, frequentie, ingangsdatum, einddatum, bericht_id) "
        "SELECT id, 1, toegewezen_op, volume, eenheid, frequentie, ingangsdatum, einddatum, '' "
        "FROM toewijzingen WHERE toegewezen_op IS NOT NULL"
    )


def _create_stops() -> None:
    op.create_table(
        "stops",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=False),
        sa.Column("reden", sa.String(length=2), nullable=False),
        sa.Column("bericht_id", sa.String(length=36), nullable=False),
        sa.Column("verwijderd", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name=op.f("fk_stops_toewijzing_id_toewijzingen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stops")),
    )
    op.create_index(op.f("ix_stops_toewijzing_id"), "stops", ["toewijzing_id"], unique=False)


def _create_verzoeken() -> None:
    op.create_table(
        "verzoeken",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("soort", sa.String(length=3), nullable=False),
        sa.Column("bericht_id", sa.String(length=36), nullable=False),
        sa.Column("positie", sa.Integer(), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("bsn_hash", sa.String(length=64), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("referentie", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("ontvangen_op", sa.Date(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("besloten_op", sa.Date(), nullable=True),
        sa.Column("reden", sa.String(length=2), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzoeken")),
        sa.UniqueConstraint("agb", "referentie", name=op.f("uq_verzoeken_agb_referentie")),
    )
    op.create_index("ix_verzoeken_bsn_hash_agb", "verzoeken", ["bsn_hash", "agb"], unique=False)
    op.create_index("ix_verzoeken_gemeente_id", "verzoeken", ["gemeente", "id"], unique=False)


def _create_termijnen() -> None:
    op.create_table(
        "termijnen",
        sa.Column("soort", sa.String(length=12), nullable=False),
        sa.Column("onderwerp_id", sa.String(length=36), nullable=False),
        sa.Column("wie", sa.String(length=9), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("klaar_op", sa.Date(), nullable=True),
        sa.Column("gemeld_op", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("soort", "onderwerp_id", name=op.f("pk_termijnen")),
    )
    op.create_index(
        "ix_termijnen_klaar_op_uiterlijk", "termijnen", ["klaar_op", "uiterlijk", "onderwerp_id"], unique=False
    )
