"""What a provider sees of a plan, and what it made of it (M122)."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0018"
down_revision = "toegang_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    naam = "toegewezen_producten"
    op.create_table(
        naam,
        sa.Column("toewijzing_id", sa.String(36), nullable=False),
        *_van(naam),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("ingangsdatum", sa.Date(), nullable=False),
        sa.Column("einddatum", sa.Date()),
        sa.Column("telt", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("toewijzing_id", name=f"pk_{naam}"),
    )
    op.create_index(f"ix_{naam}_agb", naam, ["agb", "toewijzing_id"])
    _vind(naam, "product_id", "client_id")
    naam = "gedeelde_doelen"
    op.create_table(
        naam,
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("doel_id", sa.String(36), nullable=False),
        *_van(naam),
        sa.Column("gedeeld_op", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["doel_id"], ["doelen.id"], name=f"fk_{naam}_doel_id_doelen"),
        sa.UniqueConstraint("doel_id", "product_id", name=f"uq_{naam}_doel_id_product_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{naam}"),
    )
    _vind(naam, "product_id", "client_id")
    naam = "uitwerkingen"
    op.create_table(
        naam,
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("doel_id", sa.String(36), nullable=False),
        *_van(naam),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("soort", sa.String(10), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("voortgang", sa.String(20)),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["doel_id"], ["doelen.id"], name=f"fk_{naam}_doel_id_doelen"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{naam}"),
    )
    _vind(naam, "doel_id", "product_id", "client_id")


def _van(naam: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("product_id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["beschikte_producten.id"], name=f"fk_{naam}_product_id_beschikte_producten"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=f"fk_{naam}_client_id_clienten"),
    )


def _vind(naam: str, *kolommen: str) -> None:
    for kolom in kolommen:
        op.create_index(f"ix_{naam}_{kolom}", naam, [kolom])
