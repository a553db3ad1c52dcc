"""The tables of the post, for a migration of a service; never changed, only followed by a v2."""

import sqlalchemy
from alembic import op

from chassis.database import UtcDateTime


def create_berichten_tables_v1() -> None:
    """Messages in and out, and counters."""
    op.create_table(
        "berichten",
        sqlalchemy.Column("id", sqlalchemy.String(36), primary_key=True),
        sqlalchemy.Column("soort", sqlalchemy.String(6), nullable=False),
        sqlalchemy.Column("richting", sqlalchemy.String(3), nullable=False),
        sqlalchemy.Column("gemeente", sqlalchemy.String(4), nullable=False),
        sqlalchemy.Column("agb", sqlalchemy.String(8), nullable=False),
        sqlalchemy.Column("identificatie", sqlalchemy.String(12), nullable=False),
        sqlalchemy.Column("dagtekening", sqlalchemy.Date, nullable=False),
        sqlalchemy.Column("vingerafdruk", sqlalchemy.String(64), nullable=False),
        sqlalchemy.Column("status", sqlalchemy.String(12), nullable=False),
        sqlalchemy.Column("op", UtcDateTime, nullable=False),
        sqlalchemy.Column("antwoord_op", sqlalchemy.String(36)),
        sqlalchemy.Column("inhoud", sqlalchemy.LargeBinary, nullable=False),
        sqlalchemy.UniqueConstraint(
            "soort", "richting", "gemeente", "agb", "identificatie", "vingerafdruk", name="uq_berichten_sleutel"
        ),
        sqlalchemy.UniqueConstraint("antwoord_op", name="uq_berichten_antwoord_op"),
    )
    op.create_index("ix_berichten_agb_id", "berichten", ["agb", "id"])
    op.create_table(
        "nummers",
        sqlalchemy.Column("reeks", sqlalchemy.String(40), primary_key=True),
        sqlalchemy.Column("laatste", sqlalchemy.Integer, nullable=False),
    )


def create_webhook_tables_v1() -> None:
    """Addresses of providers, and what was told there."""
    op.create_table(
        "webhooks",
        sqlalchemy.Column("agb", sqlalchemy.String(8), primary_key=True),
        sqlalchemy.Column("url", sqlalchemy.String(400), nullable=False),
        sqlalchemy.Column("geheim", sqlalchemy.LargeBinary, nullable=False),
        sqlalchemy.Column("na_bericht", sqlalchemy.String(36), nullable=False),
    )
    op.create_table(
        "bezorgingen",
        sqlalchemy.Column("bericht_id", sqlalchemy.String(36), primary_key=True),
        sqlalchemy.Column("agb", sqlalchemy.String(8), nullable=False),
        sqlalchemy.Column("status", sqlalchemy.String(12), nullable=False),
        sqlalchemy.Column("pogingen", sqlalchemy.Integer, nullable=False),
        sqlalchemy.Column("volgende_op", UtcDateTime, nullable=False),
        sqlalchemy.Column("fout", sqlalchemy.String(100)),
    )
    op.create_index("ix_bezorgingen_status_volgende_op", "bezorgingen", ["status", "volgende_op"])


def create_berichten_index_v2() -> None:
    """Find what came in and was not worked through, however much was."""
    waiting = sqlalchemy.text("status = 'ontvangen'")
    op.create_index("ix_berichten_ontvangen", "berichten", ["id"], postgresql_where=waiting, sqlite_where=waiting)


def create_berichtwegen_v3() -> None:
    """How each provider is reached, by law and from which day."""
    op.create_table(
        "berichtwegen",
        sqlalchemy.Column("agb", sqlalchemy.String(8), primary_key=True),
        sqlalchemy.Column("wet", sqlalchemy.String(12), primary_key=True),
        sqlalchemy.Column("vanaf", sqlalchemy.Date, primary_key=True),
        sqlalchemy.Column("weg", sqlalchemy.String(6), nullable=False),
        sqlalchemy.Column("sequence", sqlalchemy.Integer, nullable=False),
    )


def index_berichten_v4() -> None:
    """Find the messages of one municipality, and those under one number, however many a provider ever sent."""
    op.create_index("ix_berichten_gemeente_id", "berichten", ["gemeente", "id"])
    op.create_index("ix_berichten_agb_identificatie", "berichten", ["agb", "identificatie"])
