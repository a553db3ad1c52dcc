"""Starts and stops keep the product that they named (TR382); a decision can stretch an assignment (OP380); a version
says in what it differs from the request that it honours (IV093)."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0008"
down_revision = "toewijzing_0007"
branch_labels = None
depends_on = None

KOLOMMEN = (("categorie", sa.String(length=2)), ("code", sa.String(length=5)))
# What was taken in before named the assigned product, as the standard asks (IV075).
VUL = """
UPDATE {tabel} SET (categorie, code) = (
    SELECT categorie, code FROM toewijzingen WHERE toewijzingen.id = {tabel}.toewijzing_id
)
"""


def upgrade() -> None:
    op.add_column("toewijzingen", sa.Column("verlengt", sa.String(length=36), nullable=True))
    op.create_index(op.f("ix_toewijzingen_verlengt"), "toewijzingen", ["verlengt"], unique=False)
    op.add_column("toewijzing_versies", sa.Column("toelichting", sa.String(length=1000), nullable=True))
    for tabel in ("starts", "stops"):
        for name, kind in KOLOMMEN:
            op.add_column(tabel, sa.Column(name, kind, nullable=True))
        op.execute(VUL.format(tabel=tabel))
