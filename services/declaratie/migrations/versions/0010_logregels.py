"""Who did what with whose data, in every service."""

from chassis.migrations import create_logregels_v2

revision = "declaratie_0010"
down_revision = "declaratie_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_logregels_v2()
