"""What a credit line gave back of a claim stays known: the line of the claim is kept, and no longer removed.

Of what was credited before it is not known any more which claim it was about: only the sum per declaration is there.
Of one line more may be claimed once a claim on it has ended. A dispute holds a claim by a name of its own, and who
disputed it stands with the claim.
"""

import sqlalchemy as sa
from alembic import op

revision = "declaratie_0022"
down_revision = "declaratie_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vordering_prestaties", sa.Column("gecrediteerd_door", sa.String(36), nullable=True))
    op.add_column(
        "vordering_prestaties", sa.Column("teruggegeven", sa.BigInteger(), nullable=False, server_default="0")
    )
    with op.batch_alter_table("vordering_prestaties") as batch:
        batch.drop_constraint("pk_vordering_prestaties", type_="primary")
        batch.create_primary_key("pk_vordering_prestaties", ["declaratie_id", "volgnummer", "vordering_id"])
    op.create_index(
        op.f("ix_vordering_prestaties_gecrediteerd_door"), "vordering_prestaties", ["gecrediteerd_door"], unique=False
    )
    op.add_column("vorderingen", sa.Column("betwist_door", sa.String(100), nullable=True))
    op.execute(
        "UPDATE vorderingen SET betwist_door = (SELECT aangehouden_door FROM betaalposten WHERE soort = 'vordering'"
        " AND bron_id = vorderingen.id AND betaalrun_id IS NULL AND aangehouden = 'betwist') WHERE stand = 'betwist'"
    )
    op.execute(
        "UPDATE betaalposten SET aangehouden_door = 'de betwisting' WHERE soort = 'vordering' AND betaalrun_id IS NULL"
        " AND aangehouden = 'betwist' AND bron_id IN (SELECT id FROM vorderingen WHERE stand = 'betwist')"
    )
