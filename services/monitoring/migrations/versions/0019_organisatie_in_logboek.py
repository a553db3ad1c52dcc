"""The log says for which provider somebody acted."""

from chassis.migrations import add_agb_to_logregels_v4

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_agb_to_logregels_v4()
