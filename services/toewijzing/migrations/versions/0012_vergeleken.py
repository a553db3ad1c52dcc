"""Until where what others told was compared with what was heard."""

from chassis.migrations import create_compared_v3

revision = "toewijzing_0012"
down_revision = "toewijzing_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_compared_v3()
