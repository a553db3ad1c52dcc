"""What a provider has to know of an assignment: transport (M14), and what the network may do (M51)."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0016"
down_revision = "toewijzing_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("toewijzingen") as batch:
        batch.add_column(sa.Column("vervoer", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("netwerkmogelijkheden", sa.JSON(), nullable=False, server_default="[]"))
