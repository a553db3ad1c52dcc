"""Cases of toegang that are zaken in a zaaksysteem."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "koppelvlak_0003"
down_revision = "koppelvlak_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "zaken",
        sa.Column("melding_id", sa.String(36), nullable=False),
        sa.Column("client_id", sa.String(36)),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("wet", sa.String(10), nullable=False),
        sa.Column("zaaknummer", sa.String(9)),
        sa.Column("startdatum", sa.Date(), nullable=False),
        sa.Column("zaak_url", sa.String(1000)),
        sa.Column("gesloten_op", UtcDateTime),
        sa.Column("archiefactiedatum", sa.Date()),
        sa.PrimaryKeyConstraint("melding_id", name="pk_zaken"),
    )
    op.create_table(
        "zaakstappen",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("melding_id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(30), nullable=False),
        sa.Column("onderwerp", sa.String(36), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("ingang", sa.Date()),
        sa.Column("resultaat", sa.String(20)),
        sa.Column("url", sa.String(1000)),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("opnieuw_vanaf", UtcDateTime, nullable=False),
        sa.Column("gedaan_op", UtcDateTime),
        sa.Column("fout", sa.String(300)),
        sa.Column("gefaald_sinds", UtcDateTime),
        sa.ForeignKeyConstraint(["melding_id"], ["zaken.melding_id"], name="fk_zaakstappen_melding_id_zaken"),
        sa.PrimaryKeyConstraint("id", name="pk_zaakstappen"),
        sa.UniqueConstraint("melding_id", "soort", "onderwerp", name="uq_zaakstappen_melding_id"),
    )
    op.create_index("ix_zaakstappen_gedaan_op_melding_id", "zaakstappen", ["gedaan_op", "melding_id"])
