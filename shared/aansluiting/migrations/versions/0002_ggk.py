"""What goes and comes over the GGk."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "koppelvlak_0002"
down_revision = "koppelvlak_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ggk_uitgaand",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("referentienummer", sa.String(40), nullable=False),
        sa.Column("soort", sa.String(4), nullable=False),
        sa.Column("functie", sa.String(30), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("tijdstip", sa.String(17), nullable=False),
        sa.Column("cross_referentienummer", sa.String(40)),
        sa.Column("dienst", sa.String(20), nullable=False),
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("poging", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("gemaakt_op", UtcDateTime, nullable=False),
        sa.Column("verstuurd_op", UtcDateTime),
        sa.Column("antwoord_voor", sa.Date()),
        sa.Column("foutcode", sa.String(7)),
        sa.Column("fout", sa.String(300)),
        sa.Column("fout_van", sa.String(200)),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ggk_uitgaand")),
        sa.UniqueConstraint("dienst", "bericht_id", "poging", name="uq_ggk_uitgaand_bericht"),
        sa.UniqueConstraint("referentienummer", name="uq_ggk_uitgaand_referentienummer"),
    )
    op.create_index("ix_ggk_uitgaand_status_tijdstip", "ggk_uitgaand", ["status", "tijdstip"])
    op.create_table(
        "ggk_inkomend",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("zender", sa.String(200), nullable=False),
        sa.Column("referentienummer", sa.String(40), nullable=False),
        sa.Column("vingerafdruk", sa.String(64), nullable=False),
        sa.Column("soort", sa.String(4), nullable=False),
        sa.Column("functie", sa.String(30), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("cross_referentienummer", sa.String(40)),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("reden", sa.String(300)),
        sa.Column("dienst", sa.String(20)),
        sa.Column("bericht_id", sa.String(36)),
        sa.Column("ontvangen_op", UtcDateTime, nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ggk_inkomend")),
        sa.UniqueConstraint("zender", "referentienummer", name="uq_ggk_inkomend_nummer"),
    )
    op.create_index("ix_ggk_inkomend_status_id", "ggk_inkomend", ["status", "id"])
    op.create_index("ix_ggk_inkomend_bericht", "ggk_inkomend", ["dienst", "bericht_id"])
    op.create_table(
        "koppelstanden",
        sa.Column("naam", sa.String(40), nullable=False),
        sa.Column("waarde", sa.String(100), nullable=False),
        sa.Column("tot", UtcDateTime),
        sa.PrimaryKeyConstraint("naam", name=op.f("pk_koppelstanden")),
    )
