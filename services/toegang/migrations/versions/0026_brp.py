"""What the BRP says of a client is kept beside what the front office said."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "toegang_0026"
down_revision = "toegang_0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    naam = "brp_toetsen"
    op.create_table(
        naam,
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("stand", sa.String(20), nullable=False),
        sa.Column("gevraagd_op", UtcDateTime(), nullable=False),
        sa.Column("geantwoord_op", UtcDateTime()),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("opnieuw_vanaf", UtcDateTime(), nullable=False),
        sa.Column("verschillen", sa.String(60), nullable=False),
        sa.Column("geheim", sa.Boolean(), nullable=False),
        sa.Column("niet_op_adres", sa.Boolean(), nullable=False),
        sa.Column("in_onderzoek", sa.String(200), nullable=False),
        sa.Column("onder_curatele", sa.Boolean(), nullable=False),
        sa.Column("overleden_op", sa.Date()),
        sa.Column("inhoud", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name=f"fk_{naam}_client_id_clienten"),
        sa.PrimaryKeyConstraint("client_id", name=f"pk_{naam}"),
    )
    op.create_index(f"ix_{naam}_gemeente_opnieuw_vanaf", naam, ["gemeente", "opnieuw_vanaf"])
