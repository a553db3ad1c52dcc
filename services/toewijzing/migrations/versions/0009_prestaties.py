"""One word for one thing: what is counted in the use of an assignment are prestaties of a declaration, not rules."""

from alembic import op

revision = "toewijzing_0009"
down_revision = "toewijzing_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE verbruik RENAME COLUMN regels TO prestaties")
