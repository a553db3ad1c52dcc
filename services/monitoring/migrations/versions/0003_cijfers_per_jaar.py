"""Figures are found by municipality before month, and those per provider are kept by year too."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COPY = """
INSERT INTO cijfers (generatie, maat, gemeente, maand, agb, code, kenmerk, waarde)
SELECT generatie, maat, gemeente, maand, agb, code, kenmerk, waarde FROM cijfers_oud
"""
PER_YEAR = """
INSERT INTO cijfers (generatie, maat, gemeente, maand, agb, code, kenmerk, waarde)
SELECT generatie, replace(maat, '@', '=@'), gemeente, jaar, agb, code, kenmerk, sum(waarde)
FROM (SELECT *, {jaar} AS jaar FROM cijfers_oud WHERE maat LIKE '%@%') AS per_jaar
GROUP BY generatie, maat, gemeente, jaar, agb, code, kenmerk
"""


def upgrade() -> None:
    op.rename_table("cijfers", "cijfers_oud")
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute("ALTER TABLE cijfers_oud RENAME CONSTRAINT pk_cijfers TO pk_cijfers_oud")
    op.create_table(
        "cijfers",
        sa.Column("generatie", sa.Integer, nullable=False),
        sa.Column("maat", sa.String(32), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("maand", sa.Date, nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("kenmerk", sa.String(30), nullable=False),
        sa.Column("waarde", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("generatie", "maat", "gemeente", "maand", "agb", "code", "kenmerk", name="pk_cijfers"),
    )
    op.execute(COPY)
    jaar = "date_trunc('year', maand)::date" if postgresql else "substr(maand, 1, 4) || '-01-01'"
    op.execute(PER_YEAR.replace("{jaar}", jaar))
    op.drop_table("cijfers_oud")
