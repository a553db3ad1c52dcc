"""Policy of the region: points to look at, starts, budgets; declarations that wait for an assignment."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "declaratie_0002"
down_revision = "declaratie_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _aandachtspunten()
    op.create_table(
        "leveringen",
        sa.Column("toewijzing_id", sa.String(length=36), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("telt", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("toewijzing_id", "begindatum", name=op.f("pk_leveringen")),
    )
    op.create_table(
        "uitgaven",
        sa.Column("declaratie_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("jaar", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("betaler", sa.String(length=4), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaratie_id"], ["declaraties.id"], name=op.f("fk_uitgaven_declaratie_id_declaraties")
        ),
        sa.PrimaryKeyConstraint("declaratie_id", "code", "jaar", "betaler", name=op.f("pk_uitgaven")),
    )
    op.create_index("ix_uitgaven_gemeente_jaar", "uitgaven", ["gemeente", "jaar"], unique=False)
    op.create_table(
        "budget_meldingen",
        sa.Column("budget", sa.String(length=90), nullable=False),
        sa.Column("drempel", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.Column("op", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("budget", "drempel", name=op.f("pk_budget_meldingen")),
    )
    op.create_table(
        "wachtende_declaraties",
        sa.Column("bericht_id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("wacht_tot", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", name=op.f("pk_wachtende_declaraties")),
    )
    op.create_index("ix_wachtende_declaraties_agb_gemeente", "wachtende_declaraties", ["agb", "gemeente"], unique=False)
    op.create_index(op.f("ix_wachtende_declaraties_wacht_tot"), "wachtende_declaraties", ["wacht_tot"], unique=False)


def _aandachtspunten() -> None:
    op.create_table(
        "aandachtspunten",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("declaratie_id", sa.String(length=36), nullable=False),
        sa.Column("regel", sa.Integer(), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("m_nummer", sa.String(length=4), nullable=False),
        sa.Column("reden", sa.String(length=300), nullable=False),
        sa.Column("bedrag", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("afgehandeld_op", UtcDateTime, nullable=True),
        sa.Column("afgehandeld_door", sa.String(length=100), nullable=True),
        sa.Column("besluit", sa.String(length=20), nullable=True),
        sa.Column("toelichting", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(
            ["declaratie_id", "regel"],
            ["prestaties.declaratie_id", "prestaties.regel"],
            name=op.f("fk_aandachtspunten_declaratie_id_prestaties"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aandachtspunten")),
        sa.UniqueConstraint(
            "declaratie_id", "regel", "m_nummer", name=op.f("uq_aandachtspunten_declaratie_id_regel_m_nummer")
        ),
    )
    op.create_index("ix_aandachtspunten_gemeente_id", "aandachtspunten", ["gemeente", "id"], unique=False)
    op.create_index("ix_aandachtspunten_agb_id", "aandachtspunten", ["agb", "id"], unique=False)
