"""Messages that wait to be worked through are found at once."""

from berichtenverkeer.migrations import create_berichten_index_v2

revision = "declaratie_0005"
down_revision = "declaratie_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_berichten_index_v2()
