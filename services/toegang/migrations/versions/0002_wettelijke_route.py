"""The legal route: terms, applications, endings."""

revision = "toegang_0002"
down_revision = "toegang_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
