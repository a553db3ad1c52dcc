"""How well a provider works is measured and no longer typed (M56); who recorded its integrity test (M108)."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0017"
down_revision = "toewijzing_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("aanbieders") as batch:
        batch.add_column(sa.Column("integriteit_getoetst_door", sa.String(200), nullable=True))
        batch.drop_column("resultaat")
        batch.drop_column("resultaat_op")
    op.create_table(
        "gemeten_aanbieders",
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("inkoopmodel", sa.String(60), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        *(sa.Column(naam, sa.Integer(), nullable=False) for naam in GETELD),
        sa.PrimaryKeyConstraint("agb", "inkoopmodel", name="pk_gemeten_aanbieders"),
    )


GETELD = (
    "starts",
    "starts_op_tijd",
    "toewijzingen",
    "afgeschaald",
    "prestaties_ingediend",
    "prestaties_afgewezen",
)
