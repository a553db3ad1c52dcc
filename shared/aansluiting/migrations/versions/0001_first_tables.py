"""First tables of the koppelvlak."""

from chassis.migrations import (
    add_agb_to_logregels_v4,
    create_chassis_tables_v1,
    create_compared_v3,
    create_logregels_v2,
)

revision = "koppelvlak_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_chassis_tables_v1()
    create_logregels_v2()
    create_compared_v3()
    add_agb_to_logregels_v4()
