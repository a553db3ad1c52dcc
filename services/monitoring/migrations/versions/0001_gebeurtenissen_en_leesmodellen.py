"""The log of events and the first read models."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime
from chassis.migrations import create_chassis_tables_v1

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_chassis_tables_v1()
    op.create_table(
        "gebeurtenissen",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("time", UtcDateTime, nullable=False),
        sa.Column("gemeente", sa.String(4)),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gebeurtenissen"),
    )
    op.create_index("ix_gebeurtenissen_subject", "gebeurtenissen", ["source", "subject", "sequence"])
    op.create_table(
        "stappen",
        sa.Column("stap", sa.String(12), nullable=False),
        sa.Column("sleutel", sa.String(60), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("maand", sa.Date, nullable=False),
        sa.Column("dagen", sa.Integer),
        sa.Column("telt", sa.Boolean, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("stap", "sleutel", name="pk_stappen"),
    )
    op.create_index("ix_stappen_gemeente_maand", "stappen", ["gemeente", "maand"])
    op.create_table(
        "declaraties",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("maand", sa.Date, nullable=False),
        sa.Column("retourcode", sa.String(4), nullable=False),
        sa.Column("regels_ingediend", sa.Integer, nullable=False),
        sa.Column("regels_toegekend", sa.Integer, nullable=False),
        sa.Column("regels_afgewezen", sa.Integer, nullable=False),
        sa.Column("bedrag_ingediend", sa.BigInteger, nullable=False),
        sa.Column("bedrag_toegekend", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_declaraties"),
    )
    op.create_index("ix_declaraties_gemeente_maand", "declaraties", ["gemeente", "maand"])
    op.create_table(
        "producttotalen",
        sa.Column("declaratie_id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("ingediend", sa.Integer, nullable=False),
        sa.Column("toegekend", sa.Integer, nullable=False),
        sa.Column("bedrag_ingediend", sa.BigInteger, nullable=False),
        sa.Column("bedrag_toegekend", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("declaratie_id", "code", name="pk_producttotalen"),
        sa.ForeignKeyConstraint(
            ["declaratie_id"], ["declaraties.id"], name="fk_producttotalen_declaratie_id_declaraties"
        ),
    )
    op.create_table(
        "afkeuringen",
        sa.Column("declaratie_id", sa.String(36), nullable=False),
        sa.Column("retourcode", sa.String(4), nullable=False),
        sa.Column("aantal", sa.Integer, nullable=False),
        sa.Column("bedrag", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("declaratie_id", "retourcode", name="pk_afkeuringen"),
        sa.ForeignKeyConstraint(["declaratie_id"], ["declaraties.id"], name="fk_afkeuringen_declaratie_id_declaraties"),
    )
