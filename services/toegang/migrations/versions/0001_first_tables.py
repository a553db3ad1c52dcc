"""First tables of toegang."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime
from chassis.migrations import create_chassis_tables_v1

revision = "toegang_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_chassis_tables_v1()
    op.create_table(
        "clienten",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("bsn_hash", sa.String(length=64), nullable=False),
        sa.Column("persoon", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clienten")),
        sa.UniqueConstraint("gemeente", "bsn_hash", name=op.f("uq_clienten_gemeente_bsn_hash")),
    )
    op.create_index(op.f("ix_clienten_bsn_hash"), "clienten", ["bsn_hash"], unique=False)
    op.create_table(
        "inzages",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("wie", sa.String(length=200), nullable=False),
        sa.Column("op", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_inzages_client_id_clienten")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inzages")),
    )
    op.create_index(op.f("ix_inzages_client_id"), "inzages", ["client_id"], unique=False)
    op.create_table(
        "meldingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("meldingsdatum", sa.Date(), nullable=False),
        sa.Column("hulpvraag", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_meldingen_client_id_clienten")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meldingen")),
    )
    op.create_index(op.f("ix_meldingen_client_id"), "meldingen", ["client_id"], unique=False)
    op.create_index("ix_meldingen_gemeente_id", "meldingen", ["gemeente", "id"], unique=False)
    op.create_table(
        "beschikkingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("melding_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("besluitdatum", sa.Date(), nullable=False),
        sa.Column("inkoopmodel", sa.String(length=60), nullable=False),
        sa.Column("inkoopmodel_versie", sa.Date(), nullable=False),
        sa.Column("motivering", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_beschikkingen_client_id_clienten")),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_beschikkingen_melding_id_meldingen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beschikkingen")),
        sa.UniqueConstraint("melding_id", name=op.f("uq_beschikkingen_melding_id")),
    )
    op.create_index(op.f("ix_beschikkingen_client_id"), "beschikkingen", ["client_id"], unique=False)
    op.create_table(
        "onderzoeken",
        sa.Column("melding_id", sa.String(length=36), nullable=False),
        sa.Column("afgerond_op", sa.Date(), nullable=False),
        sa.Column("verslag", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_onderzoeken_melding_id_meldingen")),
        sa.PrimaryKeyConstraint("melding_id", name=op.f("pk_onderzoeken")),
    )
    op.create_table(
        "beschikte_producten",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("beschikking_id", sa.String(length=36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("categorie", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("frequentie", sa.String(length=1), nullable=False),
        sa.Column("ingangsdatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date(), nullable=True),
        sa.Column("aanbieder", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(
            ["beschikking_id"], ["beschikkingen.id"], name=op.f("fk_beschikte_producten_beschikking_id_beschikkingen")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beschikte_producten")),
    )
    op.create_index(
        op.f("ix_beschikte_producten_beschikking_id"), "beschikte_producten", ["beschikking_id"], unique=False
    )
