"""What a person was before a change, what must be kept, what is to be destroyed, and what was (Wmo 2015, 5.3)."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "toegang_0009"
down_revision = "toegang_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "persoon_versies",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("persoon", sa.LargeBinary(), nullable=False),
        sa.Column("tot", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persoon_versies")),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_persoon_versies_client_id_clienten")),
    )
    op.create_index(op.f("ix_persoon_versies_client_id"), "persoon_versies", ["client_id"])
    op.create_table(
        "bewaarplichten",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("reden", sa.String(length=200), nullable=False),
        sa.Column("tot", sa.Date()),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("op", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_bewaarplichten")),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=op.f("fk_bewaarplichten_client_id_clienten")),
    )
    op.create_table(
        "vernietigingen",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("grond", sa.String(length=20), nullable=False),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("besloten_op", UtcDateTime(), nullable=False),
        sa.Column("aantal_clienten", sa.Integer(), nullable=False),
        sa.Column("gereed_op", UtcDateTime()),
        sa.Column("aantallen", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vernietigingen")),
    )
    op.create_index(op.f("ix_vernietigingen_gemeente"), "vernietigingen", ["gemeente"])
    op.create_table(
        "te_vernietigen",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("vernietiging_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_te_vernietigen")),
        sa.ForeignKeyConstraint(
            ["vernietiging_id"],
            ["vernietigingen.id"],
            name=op.f("fk_te_vernietigen_vernietiging_id_vernietigingen"),
        ),
    )
    op.create_index(op.f("ix_te_vernietigen_vernietiging_id"), "te_vernietigen", ["vernietiging_id"])
