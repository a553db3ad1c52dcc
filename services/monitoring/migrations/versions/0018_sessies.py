"""Who is signed in on the pages, and forms that wait for somebody to come back."""

from werkplek.migrations import create_werkplek_tables_v1

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_werkplek_tables_v1()
