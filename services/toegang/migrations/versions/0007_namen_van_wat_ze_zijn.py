"""One word for one thing: a number of areas, a number of months, and a goal on the network are named as such."""

from alembic import op

revision = "toegang_0007"
down_revision = "toegang_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE gewogen_producten RENAME COLUMN gebieden TO aantal_gebieden")
    op.execute("ALTER TABLE gewogen_producten RENAME COLUMN maanden TO duur_maanden")
    op.execute("ALTER TABLE doelen RENAME COLUMN netwerk TO op_netwerk")
