"""PGBs as the SVB is told them, and what it tells of payments (M16)."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0015"
down_revision = "toegang_0014"
branch_labels = None
depends_on = None

PRODUCT, CLIENT = "beschikte_producten", "clienten"


def upgrade() -> None:
    naam = "pgb_toekenningen"
    op.create_table(
        naam,
        *_van(naam),
        sa.Column("wet", sa.String(12), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("soort", sa.String(10), nullable=False),
        sa.Column("begin", sa.Date(), nullable=False),
        sa.Column("einde", sa.Date()),
        sa.Column("budget", sa.Integer()),
        sa.Column("per_jaar", sa.JSON(), nullable=False),
        sa.Column("tarief", sa.Integer()),
    )
    op.create_index(f"ix_{naam}_product_id", naam, ["product_id"])
    op.create_index(f"ix_{naam}_client_id", naam, ["client_id"])
    op.create_index(f"ix_{naam}_gemeente_id", naam, ["gemeente", "id"])
    naam = "pgb_bestedingen"
    op.create_table(
        naam,
        *_van(naam),
        sa.Column("kenmerk", sa.String(40), nullable=False),
        sa.Column("maand", sa.Date(), nullable=False),
        sa.Column("bedrag", sa.Integer(), nullable=False),
        sa.Column("betaald_op", sa.Date(), nullable=False),
        sa.Column("ingelezen_op", sa.Date(), nullable=False),
        sa.UniqueConstraint("gemeente", "kenmerk", name=f"uq_{naam}_gemeente_kenmerk"),
    )
    op.create_index(f"ix_{naam}_product_id", naam, ["product_id"])
    op.create_index(f"ix_{naam}_client_id", naam, ["client_id"])


def _van(naam: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("product_id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], [f"{PRODUCT}.id"], name=f"fk_{naam}_product_id_{PRODUCT}"),
        sa.ForeignKeyConstraint(["client_id"], [f"{CLIENT}.id"], name=f"fk_{naam}_client_id_{CLIENT}"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{naam}"),
    )
