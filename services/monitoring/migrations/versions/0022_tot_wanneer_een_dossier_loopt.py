"""The last month in which a dossier counts in anything: what ended before is not read for figures of later months.

Of what is there already that is not known: it is looked at as before. What changes says it anew, and
`clientroute monitoring herbouw` says it of all.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NOOIT_VOORBIJ = 9_999 * 12


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("loopt_tot", sa.Integer, server_default=sa.text(str(NOOIT_VOORBIJ))))
    op.drop_index("ix_dossiers_van", "dossiers")
    op.create_index("ix_dossiers_van", "dossiers", ["generatie", "soort", "van", "sleutel", "loopt_tot"])
