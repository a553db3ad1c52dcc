import sqlalchemy as sa
from alembic import op

from chassis.migrations import (
    add_agb_to_logregels_v4,
    create_chassis_tables_v1,
    create_compared_v3,
    create_logregels_v2,
    index_what_goes_v5,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_chassis_tables_v1()
    create_logregels_v2()
    add_agb_to_logregels_v4()
    create_compared_v3()
    index_what_goes_v5()
    op.create_table(
        "tellers",
        sa.Column("naam", sa.String(40), primary_key=True),
        sa.Column("stand", sa.Integer, nullable=False),
    )
    op.create_table(
        "effecten",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False),
    )
    op.create_table(
        "regels",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("teller", sa.String(40), sa.ForeignKey("tellers.naam", name="fk_regels_teller_tellers")),
    )
