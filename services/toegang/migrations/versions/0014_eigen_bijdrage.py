"""Own contributions: what is known of a citizen, deliveries, and what the CAK is told (M142).

Of whom was decided on before, it is worked out once; toewijzing tells again when their help began and ended
(toewijzing_0015).
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "toegang_0014"
down_revision = "toegang_0013"
branch_labels = None
depends_on = None

TOEN = date(2020, 1, 1)
"""A day that has been: it is worked out at once."""


def upgrade() -> None:
    op.add_column("beschikkingen", sa.Column("eigen_bijdrage", sa.JSON()))
    _wat_bekend_is()
    _wat_verteld_is()
    beschikkingen, momenten = (
        sa.table("beschikkingen", sa.column("client_id")),
        sa.table("bijdragemomenten", sa.column("client_id"), sa.column("op", sa.Date)),
    )
    eerder = sa.select(beschikkingen.c.client_id, sa.literal(TOEN, sa.Date)).distinct()
    op.execute(sa.insert(momenten).from_select(["client_id", "op"], eerder))


def _wat_bekend_is() -> None:
    op.create_table(
        "bijdrageomstandigheden",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("partner_id", sa.String(36)),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name="fk_bijdrageomstandigheden_client_id_clienten"),
        sa.PrimaryKeyConstraint("id", name="pk_bijdrageomstandigheden"),
    )
    op.create_index("ix_bijdrageomstandigheden_client_id", "bijdrageomstandigheden", ["client_id"])
    op.create_index("ix_bijdrageomstandigheden_partner_id", "bijdrageomstandigheden", ["partner_id"])
    op.create_table(
        "gehoorde_leveringen",
        sa.Column("toewijzing_id", sa.String(36), nullable=False),
        sa.Column("begindatum", sa.Date(), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("telt", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("einddatum", sa.Date()),
        sa.Column("tijdelijk", sa.Boolean(), nullable=False),
        sa.Column("stop_sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name="fk_gehoorde_leveringen_client_id_clienten"),
        sa.PrimaryKeyConstraint("toewijzing_id", "begindatum", name="pk_gehoorde_leveringen"),
    )
    op.create_index("ix_gehoorde_leveringen_client_id", "gehoorde_leveringen", ["client_id"])


def _wat_verteld_is() -> None:
    op.create_table(
        "bijdrageopgaven",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("soort", sa.String(10), nullable=False),
        sa.Column("per", sa.Date(), nullable=False),
        sa.Column("bijdrage", sa.String(7), nullable=False),
        sa.Column("reden", sa.String(30), nullable=False),
        sa.Column("bedrag_per_maand", sa.Integer()),
        sa.Column("trekt_in", sa.String(36)),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name="fk_bijdrageopgaven_client_id_clienten"),
        sa.UniqueConstraint("trekt_in", name="uq_bijdrageopgaven_trekt_in"),
        sa.PrimaryKeyConstraint("id", name="pk_bijdrageopgaven"),
    )
    op.create_index("ix_bijdrageopgaven_client_id", "bijdrageopgaven", ["client_id"])
    op.create_index("ix_bijdrageopgaven_gemeente_op_id", "bijdrageopgaven", ["gemeente", "op", "id"])
    op.create_table(
        "bijdragemomenten",
        sa.Column("client_id", sa.String(36), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clienten.id"], name="fk_bijdragemomenten_client_id_clienten"),
        sa.PrimaryKeyConstraint("client_id", name="pk_bijdragemomenten"),
    )
    op.create_index("ix_bijdragemomenten_op", "bijdragemomenten", ["op"])
