"""Which cases were opened because somebody turns 18."""

import sqlalchemy as sa
from alembic import op

revision = "toegang_0029"
down_revision = "toegang_0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meldingen") as batch:
        batch.add_column(sa.Column("overgang", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Why a case of before was opened stands in sealed text: of who had help as a youth no second one is begun.
    op.execute(
        "UPDATE meldingen SET overgang = true WHERE wet = 'wmo' AND client_id IN "
        "(SELECT client_id FROM beschikkingen WHERE wet = 'jeugdwet')"
    )
