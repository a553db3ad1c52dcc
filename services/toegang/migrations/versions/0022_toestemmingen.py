"""A client lets one supporter read what the municipality has of him."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0022"
down_revision = "toegang_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    naam = "toestemmingen"
    op.create_table(
        naam,
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("ondersteuner", sa.String(100), nullable=False),
        sa.Column("gegeven_op", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("ingetrokken_op", sa.Date()),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=f"fk_{naam}_client_id_clienten"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{naam}"),
    )
    op.create_index(f"ix_{naam}_client_id", naam, ["client_id"])
    op.create_index(f"ix_{naam}_ondersteuner_client_id", naam, ["ondersteuner", "client_id"])
