"""By which profile, age class and district clients are counted (M96, M133); of who is there it is not known yet.

Events tell it from now on; what was heard before is filled by `clientroute monitoring herbouw`, as far as it was told.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TREKKEN = {"profiel": 60, "leeftijdsgroep": 12, "wijk": 60}


def upgrade() -> None:
    with op.batch_alter_table("clientperioden") as batch:
        for naam, lengte in TREKKEN.items():
            batch.add_column(sa.Column(naam, sa.String(lengte), nullable=False, server_default=""))
    with op.batch_alter_table("clientperioden") as batch:
        for naam in TREKKEN:
            batch.alter_column(naam, server_default=None)
    with op.batch_alter_table("cijfers") as batch:
        batch.alter_column("kenmerk", existing_type=sa.String(30), type_=sa.String(60), existing_nullable=False)
