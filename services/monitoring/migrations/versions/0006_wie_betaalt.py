"""Budgets are of the municipality that pays (M83): figures of a kind that was not counted before.

What was made before has to be made again (`clientroute monitoring herbouw`): its mark is taken off, so the service says
so.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE generaties SET modellen = '' WHERE positie > 0")
