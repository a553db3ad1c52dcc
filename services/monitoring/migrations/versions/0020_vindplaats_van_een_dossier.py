"""Where a dossier may be found among the cases behind a figure: in which months, figures and municipality it counts.

Of what is there already that is not known: it is looked at whatever is asked, and found as surely. What changes says it
anew, and `clientroute monitoring herbouw` says it of all.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TEKSTEN = {"gemeente": 4, "agb": 8, "code": 5, "kenmerk": 60}
ALTIJD, NOOIT_VOORBIJ, ALLE_MATEN = 0, 9_999 * 12, -1


def upgrade() -> None:
    with op.batch_alter_table("dossiers") as batch:
        batch.add_column(sa.Column("van", sa.Integer))
        batch.add_column(sa.Column("tot", sa.Integer))
        batch.add_column(sa.Column("maten", sa.BigInteger))
        for naam, lengte in TEKSTEN.items():
            batch.add_column(sa.Column(naam, sa.String(lengte)))
    dossiers = sa.table("dossiers", *(sa.column(naam) for naam in ("van", "tot", "maten", *TEKSTEN)))
    onbekend = {"van": ALTIJD, "tot": NOOIT_VOORBIJ, "maten": ALLE_MATEN, **dict.fromkeys(TEKSTEN, "")}
    op.execute(dossiers.update().values(onbekend))
    op.create_index("ix_dossiers_van", "dossiers", ["generatie", "soort", "van", "sleutel"])
