"""The log gets positions, and the read models become dossiers and figures by generation (0701)."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

POSITIE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _log_with_positions()
    for table in ("afkeuringen", "producttotalen", "declaraties", "stappen"):
        op.drop_table(table)
    _read_models()
    _registers()


def _log_with_positions() -> None:
    op.drop_index("ix_gebeurtenissen_subject", "gebeurtenissen")
    op.rename_table("gebeurtenissen", "gebeurtenissen_oud")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE gebeurtenissen_oud RENAME CONSTRAINT pk_gebeurtenissen TO pk_gebeurtenissen_oud")
    op.create_table(
        "gebeurtenissen",
        sa.Column("positie", POSITIE, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("time", UtcDateTime, nullable=False),
        sa.Column("gemeente", sa.String(4)),
        sa.Column("gemeenten", sa.Text),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("reden", sa.String(200)),
        sa.PrimaryKeyConstraint("positie", name="pk_gebeurtenissen"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO gebeurtenissen (id, source, type, subject, sequence, time, gemeente, data) "
        "SELECT id, source, type, subject, sequence, time, gemeente, data FROM gebeurtenissen_oud ORDER BY time, id"
    )
    op.drop_table("gebeurtenissen_oud")
    op.create_index("ix_gebeurtenissen_subject", "gebeurtenissen", ["subject", "positie"])
    op.create_index("ix_gebeurtenissen_type", "gebeurtenissen", ["type", "positie"])
    op.create_index("ix_gebeurtenissen_gemeente", "gebeurtenissen", ["gemeente", "type", "positie"])
    op.create_index("ix_gebeurtenissen_geparkeerd", "gebeurtenissen", ["reden", "positie"])


def _read_models() -> None:
    generaties = op.create_table(
        "generaties",
        sa.Column("nummer", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("actief", sa.Boolean, nullable=False),
        sa.Column("positie", sa.BigInteger, nullable=False),
        sa.Column("begonnen_op", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("nummer", name="pk_generaties"),
    )
    begin = sa.insert(generaties).values(nummer=1, actief=True, positie=0, begonnen_op=sa.func.current_timestamp())
    op.execute(begin)
    op.create_table(
        "dossiers",
        sa.Column("generatie", sa.Integer, nullable=False),
        sa.Column("soort", sa.String(12), nullable=False),
        sa.Column("sleutel", sa.String(99), nullable=False),
        sa.Column("inhoud", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("generatie", "soort", "sleutel", name="pk_dossiers"),
    )
    op.create_table(
        "cijfers",
        sa.Column("generatie", sa.Integer, nullable=False),
        sa.Column("maat", sa.String(32), nullable=False),
        sa.Column("maand", sa.Date, nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("kenmerk", sa.String(30), nullable=False),
        sa.Column("waarde", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("generatie", "maat", "maand", "gemeente", "agb", "code", "kenmerk", name="pk_cijfers"),
    )
    op.create_table(
        "openstaand",
        sa.Column("generatie", sa.Integer, nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("sleutel", sa.String(99), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("kenmerk", sa.String(30), nullable=False),
        sa.Column("sinds", sa.Date, nullable=False),
        sa.Column("uiterlijk", sa.Date),
        sa.PrimaryKeyConstraint("generatie", "soort", "sleutel", name="pk_openstaand"),
    )
    op.create_index("ix_openstaand_sinds", "openstaand", ["generatie", "soort", "sinds", "sleutel"])


def _registers() -> None:
    op.create_table(
        "aantekeningen",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("kenmerk", sa.String(30), nullable=False),
        sa.Column("waarde", sa.Integer),
        sa.Column("gesloten_op", sa.Date),
        sa.Column("door", sa.Text, nullable=False),
        sa.Column("vastgelegd_op", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_aantekeningen"),
    )
    op.create_index("ix_aantekeningen_soort_op", "aantekeningen", ["soort", "op", "id"])
    op.create_table(
        "klachten",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("onderwerp", sa.String(30), nullable=False),
        sa.Column("ontvangen_op", sa.Date, nullable=False),
        sa.Column("stap", sa.String(30), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_klachten"),
    )
    op.create_index("ix_klachten_ontvangen_op", "klachten", ["ontvangen_op", "id"])
    op.create_table(
        "klachtstappen",
        sa.Column("klacht_id", sa.String(36), nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False),
        sa.Column("stap", sa.String(30), nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("door", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("klacht_id", "nummer", name="pk_klachtstappen"),
        sa.ForeignKeyConstraint(["klacht_id"], ["klachten.id"], name="fk_klachtstappen_klacht_id_klachten"),
    )
    op.create_table(
        "maatregelen",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("agb", sa.String(8), nullable=False),
        sa.Column("inkoopmodel", sa.String(60), nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False),
        sa.Column("stap", sa.String(20), nullable=False),
        sa.Column("per", sa.Date, nullable=False),
        sa.Column("door", sa.Text, nullable=False),
        sa.Column("vastgelegd_op", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_maatregelen"),
    )
    op.create_index("ix_maatregelen_agb", "maatregelen", ["agb", "inkoopmodel", "nummer"], unique=True)
