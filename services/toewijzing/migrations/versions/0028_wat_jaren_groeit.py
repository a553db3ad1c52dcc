"""What grows for years is found by an index: old events, and whatever is destroyed of somebody."""

from alembic import op

from berichtenverkeer.migrations import index_berichten_v4
from chassis.migrations import index_what_goes_v5

revision = "toewijzing_0028"
down_revision = "toewijzing_0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    index_what_goes_v5()
    index_berichten_v4()
    op.create_index("ix_toewijzingen_bsn_hash", "toewijzingen", ["bsn_hash"])
    op.create_index("ix_verzoeken_client_id", "verzoeken", ["client_id"])
    op.create_index("ix_termijnen_onderwerp_id", "termijnen", ["onderwerp_id"])
