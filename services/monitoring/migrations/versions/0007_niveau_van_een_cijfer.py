"""Over what a figure was added up is a column of its own, instead of signs before its name; prestaties are no rules.

The figures themselves stay as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NIVEAUS = {
    "": "gemeente",
    "@": "aanbieder",
    "=@": "aanbieder-jaar",
    "*": "alles",
    "*@": "alles-aanbieder",
    "*=@": "alles-aanbieder-jaar",
}
"""By what stood before the name of a figure."""
COPY = """
INSERT INTO cijfers (generatie, maat, niveau, gemeente, maand, agb, code, kenmerk, waarde)
SELECT generatie, replace(ltrim(maat, '*=@'), 'regels-', 'prestaties-'), {niveau},
       gemeente, maand, agb, code, kenmerk, waarde
FROM cijfers_oud
"""


def upgrade() -> None:
    op.rename_table("cijfers", "cijfers_oud")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE cijfers_oud RENAME CONSTRAINT pk_cijfers TO pk_cijfers_oud")
    op.create_table(
        "cijfers",
        sa.Column("generatie", sa.Integer, nullable=False),
        sa.Column("maat", sa.String(32), nullable=False),
        sa.Column("niveau", sa.String(20), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("maand", sa.Date, nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("kenmerk", sa.String(30), nullable=False),
        sa.Column("waarde", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(
            "generatie", "maat", "niveau", "gemeente", "maand", "agb", "code", "kenmerk", name="pk_cijfers"
        ),
    )
    tekens = "substr(maat, 1, length(maat) - length(ltrim(maat, '*=@')))"
    gevallen = " ".join(f"WHEN '{teken}' THEN '{niveau}'" for teken, niveau in NIVEAUS.items())
    op.execute(COPY.replace("{niveau}", f"CASE {tekens} {gevallen} END"))
    op.drop_table("cijfers_oud")
    for tabel in ("klachtstappen", "maatregelen"):
        op.execute(f"ALTER TABLE {tabel} RENAME COLUMN nummer TO volgnummer")
