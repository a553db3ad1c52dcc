"""Providers can have themselves called when an answer on their bill is ready."""

from berichtenverkeer.migrations import create_webhook_tables_v1

revision = "declaratie_0006"
down_revision = "declaratie_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_webhook_tables_v1()
