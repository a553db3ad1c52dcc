"""After which day something waits no more, done or not: help that ended before it began.

Of what waits already that is not known: it is listed as before. What changes says it anew, and
`clientroute monitoring herbouw` says it of all.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("openstaand", sa.Column("tot", sa.Date))
