from berichtenverkeer.migrations import create_berichten_index_v2, create_berichten_tables_v1, index_berichten_v4
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
    create_berichten_tables_v1()
    create_berichten_index_v2()
    index_what_goes_v5()
    index_berichten_v4()
