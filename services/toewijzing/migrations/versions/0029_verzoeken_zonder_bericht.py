"""A request goes with its message: that of who was destroyed before an assignment stayed, with the hash of his BSN."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0029"
down_revision = "toewijzing_0028"
branch_labels = None
depends_on = None

verzoeken = sa.table("verzoeken", *map(sa.column, ("id", "bericht_id")))
berichten = sa.table("berichten", sa.column("id"))
termijnen = sa.table("termijnen", *map(sa.column, ("soort", "onderwerp_id")))


def upgrade() -> None:
    zonder = ~sa.exists().where(berichten.c.id == verzoeken.c.bericht_id)
    over = sa.select(verzoeken.c.id).where(zonder)
    op.execute(sa.delete(termijnen).where(termijnen.c.soort == "verzoek", termijnen.c.onderwerp_id.in_(over)))
    op.execute(sa.delete(verzoeken).where(zonder))
