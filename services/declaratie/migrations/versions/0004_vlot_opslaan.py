"""Lines without a foreign key, assignments by client, and stops."""

import sqlalchemy as sa
from alembic import op

revision = "declaratie_0004"
down_revision = "declaratie_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("prestaties") as prestaties:
        prestaties.drop_constraint("fk_prestaties_declaratie_id_declaraties", type_="foreignkey")
    op.create_index("ix_toewijzingen_gemeente_bsn_hash", "toewijzingen", ["gemeente", "bsn_hash"], unique=False)
    with op.batch_alter_table("leveringen") as leveringen:
        leveringen.add_column(sa.Column("gestopt_op", sa.Date(), nullable=True))
        leveringen.add_column(sa.Column("stop_sequence", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("leveringen") as leveringen:
        leveringen.alter_column("stop_sequence", server_default=None)
