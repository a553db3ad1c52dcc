"""One word for one thing: the number of an assignment, and of a version, is named as it is over the API."""

from alembic import op

revision = "toewijzing_0010"
down_revision = "toewijzing_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE toewijzingen RENAME COLUMN nummer TO toewijzing_nummer")
    op.execute("ALTER TABLE toewijzing_versies RENAME COLUMN versie TO versienummer")
