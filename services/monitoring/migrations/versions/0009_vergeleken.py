"""Until where what others told was compared with what was heard."""

from chassis.migrations import create_compared_v3

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_compared_v3()
