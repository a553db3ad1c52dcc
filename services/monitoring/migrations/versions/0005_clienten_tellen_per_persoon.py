"""People are counted from the months in which they have help, instead of as sums that count some twice.

What was made before has to be made again (`clientroute monitoring herbouw`): its mark is taken off, so the service says
so.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clientperioden",
        sa.Column("generatie", sa.Integer, nullable=False),
        sa.Column("toewijzing", sa.String(99), nullable=False),
        sa.Column("client", sa.String(99), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("van", sa.Integer, nullable=False),
        sa.Column("tot", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("generatie", "toewijzing", name="pk_clientperioden"),
    )
    op.create_index("ix_clientperioden_tot", "clientperioden", ["generatie", "tot"])
    op.execute("UPDATE generaties SET modellen = '' WHERE positie > 0")
