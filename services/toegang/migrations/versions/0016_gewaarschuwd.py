"""How a warning that support ends went to the client (M38), and goals that relieve the carer (M127)."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0016"
down_revision = "toegang_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("aflopende_indicaties") as batch:
        batch.add_column(sa.Column("verstuurd_op", sa.Date(), nullable=True))
        batch.add_column(sa.Column("kanaal", sa.String(20), nullable=True))
    with op.batch_alter_table("doelen") as batch:
        batch.add_column(sa.Column("voor_mantelzorger", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("doelen") as batch:
        batch.alter_column("voor_mantelzorger", server_default=None)
