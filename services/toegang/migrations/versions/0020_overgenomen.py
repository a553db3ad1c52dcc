"""Indications that ran already are taken in by file, and what the CAK knew of them is told once (M134)."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0020"
down_revision = "toegang_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    naam = "overgenomen_indicaties"
    op.create_table(
        naam,
        sa.Column("product_id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("wet", sa.String(12), nullable=False),
        sa.Column("kenmerk", sa.String(40), nullable=False),
        sa.Column("inhoud_hash", sa.String(64), nullable=False),
        sa.Column("beschikkingnummer", sa.String(40), nullable=False),
        sa.Column("toewijzing_nummer", sa.Integer(), nullable=False),
        sa.Column("overgenomen_op", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["beschikte_producten.id"], name=f"fk_{naam}_product_id_beschikte_producten"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=f"fk_{naam}_client_id_clienten"),
        sa.UniqueConstraint("gemeente", "kenmerk", name=f"uq_{naam}_gemeente_kenmerk"),
        sa.UniqueConstraint("gemeente", "wet", "toewijzing_nummer", name=f"uq_{naam}_gemeente_wet_nummer"),
        sa.PrimaryKeyConstraint("product_id", name=f"pk_{naam}"),
    )
    op.create_index(f"ix_{naam}_client_id", naam, ["client_id"])
    with op.batch_alter_table("bijdrageopgaven") as batch:
        batch.add_column(sa.Column("overgenomen", sa.Boolean(), nullable=False, server_default=sa.false()))
