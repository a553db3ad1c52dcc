"""Until where what others told was compared with what was heard."""

from chassis.migrations import create_compared_v3

revision = "declaratie_0011"
down_revision = "declaratie_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_compared_v3()
