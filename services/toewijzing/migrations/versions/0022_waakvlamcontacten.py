"""A light contact after the end is due on agreed days (M69); of one that was agreed before, on its last day."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0022"
down_revision = "toewijzing_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waakvlamcontacten",
        sa.Column("toewijzing_id", sa.String(36), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("gehad_op", sa.Date()),
        sa.ForeignKeyConstraint(
            ["toewijzing_id"], ["waakvlammen.toewijzing_id"], name="fk_waakvlamcontacten_toewijzing_id_waakvlammen"
        ),
        sa.PrimaryKeyConstraint("toewijzing_id", "dag", name="pk_waakvlamcontacten"),
    )
    op.create_index("ix_waakvlamcontacten_dag", "waakvlamcontacten", ["dag", "toewijzing_id"])
    op.execute("INSERT INTO waakvlamcontacten (toewijzing_id, dag) SELECT toewijzing_id, tot FROM waakvlammen")
