"""Contacts with clients who wait for a provider (M130)."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "toewijzing_0024"
down_revision = "toewijzing_0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wachtcontacten",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("toewijzing_id", sa.String(36), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("door", sa.String(200), nullable=False),
        sa.Column("vastgelegd_op", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["toewijzingen.id"], name="fk_wachtcontacten_toewijzing_id_toewijzingen"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_wachtcontacten"),
    )
    op.create_index("ix_wachtcontacten_toewijzing_id", "wachtcontacten", ["toewijzing_id"])
