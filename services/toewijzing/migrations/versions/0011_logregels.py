"""Who did what with whose data, in every service."""

from chassis.migrations import create_logregels_v2

revision = "toewijzing_0011"
down_revision = "toewijzing_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_logregels_v2()
