"""A figure that fell to nothing is no row, as after a rebuild; those that stood are taken off."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUL = sa.text("waarde = 0")


def upgrade() -> None:
    op.execute("DELETE FROM cijfers WHERE waarde = 0")
    op.create_index("ix_cijfers_nul", "cijfers", ["generatie"], postgresql_where=NUL, sqlite_where=NUL)
