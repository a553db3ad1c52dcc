"""The contract register."""

revision = "toewijzing_0002"
down_revision = "toewijzing_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
