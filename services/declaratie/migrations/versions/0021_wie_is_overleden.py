"""Whether a client died, whatever ended his help: nobody bills the dead for a no-show (M135).

Who died before is told again by toegang, as far as it has that still: what it told is compared from the beginning.
"""

import sqlalchemy as sa
from alembic import op

revision = "declaratie_0021"
down_revision = "declaratie_0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("toewijzingen", sa.Column("is_overleden", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("DELETE FROM compared WHERE service = 'toegang'")
