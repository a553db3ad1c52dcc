"""The conversation with providers: changes, stops, requests, terms, delivery."""

revision = "toewijzing_0003"
down_revision = "toewijzing_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
