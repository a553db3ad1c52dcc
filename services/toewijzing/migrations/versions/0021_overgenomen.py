"""Indications that ran already are taken in by file: no message of ours told the provider of them (M134)."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0021"
down_revision = "toewijzing_0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("toewijzingen") as batch:
        batch.add_column(sa.Column("overgenomen", sa.Boolean(), nullable=False, server_default=sa.false()))
    for tabel in ("toewijzing_versies", "starts"):
        with op.batch_alter_table(tabel) as batch:
            batch.alter_column("bericht_id", existing_type=sa.String(36), nullable=True)
