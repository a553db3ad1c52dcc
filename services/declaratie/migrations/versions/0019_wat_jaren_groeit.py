"""What grows for years is found by an index: old events, and whatever is destroyed of somebody."""

from alembic import op

from berichtenverkeer.migrations import index_berichten_v4
from chassis.migrations import index_what_goes_v5

revision = "declaratie_0019"
down_revision = "declaratie_0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    index_what_goes_v5()
    index_berichten_v4()
    op.create_index("ix_toewijzingen_client_id", "toewijzingen", ["client_id"])
    op.create_index("ix_toewijzingen_bsn_hash", "toewijzingen", ["bsn_hash"])
    op.create_index("ix_declaraties_agb_gemeente_periode", "declaraties", ["agb", "gemeente", "declaratieperiode"])
