"""Policy looks at a client by its id: the hash of its BSN changes with the keys."""

from alembic import op

revision = "declaratie_0009"
down_revision = "declaratie_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_toewijzingen_gemeente_bsn_hash", table_name="toewijzingen")
    op.create_index("ix_toewijzingen_gemeente_client_id", "toewijzingen", ["gemeente", "client_id"], unique=False)
