"""The contract register, matching, and what an assignment knows of its decision."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0002"
down_revision = "toewijzing_0001"
branch_labels = None
depends_on = None

LEEG = sa.text("'[]'")


def upgrade() -> None:
    _toewijzingen()


def _toewijzingen() -> None:
    with op.batch_alter_table("toewijzingen") as batch:
        for name, kind in {
            "categorie": sa.String(length=2),
            "code": sa.String(length=5),
            "volume": sa.Integer(),
            "eenheid": sa.String(length=2),
            "frequentie": sa.String(length=1),
        }.items():
            batch.alter_column(name, existing_type=kind, nullable=True)
        batch.add_column(sa.Column("budget", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("vorm", sa.String(length=6), nullable=False, server_default="natura"))
        batch.add_column(sa.Column("specialisme", sa.String(length=60), nullable=True))
        batch.add_column(sa.Column("doelgroep", sa.String(length=60), nullable=True))
        batch.add_column(sa.Column("spoed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("afschaalmomenten", sa.JSON(), nullable=False, server_default=LEEG))
        batch.add_column(sa.Column("contactmomenten", sa.JSON(), nullable=False, server_default=LEEG))
        batch.add_column(sa.Column("wens", sa.String(length=8), nullable=True))
