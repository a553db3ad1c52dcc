"""Until where what others told was compared with what was heard."""

from chassis.migrations import create_compared_v3

revision = "toegang_0010"
down_revision = "toegang_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_compared_v3()
