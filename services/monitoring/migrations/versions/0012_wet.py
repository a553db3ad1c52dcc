"""The law of figures, of who has help and of what waits; what was counted before is of the Wmo, or under no law."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ZONDER_WET = ("evaluatie", "doel", "doel-behaald", "zrm", "zrm-start", "zrm-nu", "signaal")
SLEUTEL = ["generatie", "maat", "niveau", "gemeente", "maand", "agb", "code", "kenmerk", "wet"]


def upgrade() -> None:
    for table in ("cijfers", "clientperioden", "openstaand"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("wet", sa.String(12), nullable=False, server_default="wmo"))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("wet", server_default=None)
    cijfers = sa.table("cijfers", sa.column("maat", sa.String), sa.column("wet", sa.String))
    op.execute(sa.update(cijfers).where(cijfers.c.maat.in_(ZONDER_WET)).values(wet=""))
    with op.batch_alter_table("cijfers") as batch:
        batch.drop_constraint("pk_cijfers", type_="primary")
        batch.create_primary_key("pk_cijfers", SLEUTEL)
