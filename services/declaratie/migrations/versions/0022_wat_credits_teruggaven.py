"""What a credit line gave back of a claim stays known: the line of the claim is kept, and no longer removed.

Of what was credited before it is not known any more which claim it was about: only the sum per declaration is there.
"""

import sqlalchemy as sa
from alembic import op

revision = "declaratie_0022"
down_revision = "declaratie_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vordering_prestaties", sa.Column("gecrediteerd_door", sa.String(36), nullable=True))
    op.add_column(
        "vordering_prestaties", sa.Column("teruggegeven", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.create_index(
        op.f("ix_vordering_prestaties_gecrediteerd_door"), "vordering_prestaties", ["gecrediteerd_door"], unique=False
    )
