"""By which specialisme and doelgroep clients are counted (M100, M101); of who is there it is not known yet.

Events told it, and contracts say it too: `clientroute monitoring herbouw` fills both from what was heard before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TREKKEN = ("specialisme", "doelgroep")


def upgrade() -> None:
    with op.batch_alter_table("clientperioden") as batch:
        for naam in TREKKEN:
            batch.add_column(sa.Column(naam, sa.String(60), nullable=False, server_default=""))
    with op.batch_alter_table("clientperioden") as batch:
        for naam in TREKKEN:
            batch.alter_column(naam, server_default=None)
