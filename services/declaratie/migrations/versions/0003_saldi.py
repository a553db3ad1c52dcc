"""Running totals per assignment, and indexes for what judging looks up."""

import sqlalchemy as sa
from alembic import op

revision = "declaratie_0003"
down_revision = "declaratie_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saldi",
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("toewijzing_nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=False),
        sa.Column("eenheid", sa.String(length=2), nullable=False),
        sa.Column("volume", sa.BigInteger(), nullable=False),
        sa.Column("bedrag", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("gemeente", "toewijzing_nummer", "agb", "eenheid", name=op.f("pk_saldi")),
        postgresql_with={"fillfactor": 50},
    )
    op.execute(
        "INSERT INTO saldi (gemeente, toewijzing_nummer, agb, eenheid, volume, bedrag) "
        "SELECT gemeente, toewijzing_nummer, agb, eenheid, "
        "SUM(CASE WHEN credit THEN -volume ELSE volume END), "
        "SUM(CASE WHEN credit THEN -CAST(bedrag AS bigint) ELSE bedrag END) "
        "FROM prestaties WHERE toegekend GROUP BY gemeente, toewijzing_nummer, agb, eenheid"
    )
    op.drop_index("ix_prestaties_gemeente_toewijzing_nummer", "prestaties")
    op.create_index(
        "ix_prestaties_toewijzing_begindatum",
        "prestaties",
        ["gemeente", "toewijzing_nummer", "begindatum"],
        unique=False,
    )
    credits = sa.text("vorige_referentie IS NOT NULL")
    op.create_index(
        "ix_prestaties_agb_vorige_referentie",
        "prestaties",
        ["agb", "vorige_referentie"],
        unique=False,
        postgresql_where=credits,
        sqlite_where=credits,
    )
