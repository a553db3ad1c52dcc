"""Who did what with whose data, in every service."""

from chassis.migrations import create_logregels_v2

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_logregels_v2()
