"""What grows for years is found by an index: old events, and whatever is destroyed of somebody."""

from chassis.migrations import index_what_goes_v5

revision = "koppelvlak_0005"
down_revision = "koppelvlak_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    index_what_goes_v5()
