"""The log says for which provider somebody acted."""

from chassis.migrations import add_agb_to_logregels_v4

revision = "toewijzing_0025"
down_revision = "toewijzing_0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_agb_to_logregels_v4()
