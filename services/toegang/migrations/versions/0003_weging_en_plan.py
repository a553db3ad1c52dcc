"""Weighing, plans, goals and evaluations."""

revision = "toegang_0003"
down_revision = "toegang_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
