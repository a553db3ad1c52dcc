"""What a provider has to know of a product: transport (M14), and what the network may do (M51)."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0017"
down_revision = "toegang_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("beschikte_producten") as table:
        table.add_column(sa.Column("vervoer", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("netwerkmogelijkheden", sa.JSON(), nullable=False, server_default="[]"))
