"""The tables of the post: messages in and out, and counters for numbers that must be unique."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

from chassis.database import UtcDateTime, new_metadata
from chassis.sealed import Hashed, Protected, Sealed

metadata = new_metadata()

berichten = Table(
    "berichten",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("soort", String(6), nullable=False),
    Column("richting", String(3), nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("agb", String(8), nullable=False),
    Column("identificatie", String(12), nullable=False),
    Column("dagtekening", Date, nullable=False),
    Column("vingerafdruk", String(64), nullable=False),
    Column("status", String(12), nullable=False),
    Column("op", UtcDateTime, nullable=False),
    Column("antwoord_op", String(36)),
    Column("inhoud", LargeBinary, nullable=False),
    # The same file twice is one message; another file under the same number is for TR056 to refuse.
    UniqueConstraint(
        "soort", "richting", "gemeente", "agb", "identificatie", "vingerafdruk", name="uq_berichten_sleutel"
    ),
    UniqueConstraint("antwoord_op", name="uq_berichten_antwoord_op"),
)
Index("ix_berichten_agb_id", berichten.c.agb, berichten.c.id)
Index("ix_berichten_agb_identificatie", berichten.c.agb, berichten.c.identificatie)
Index("ix_berichten_gemeente_id", berichten.c.gemeente, berichten.c.id)
Index(
    "ix_berichten_ontvangen",
    berichten.c.id,
    postgresql_where=berichten.c.status == "ontvangen",
    sqlite_where=berichten.c.status == "ontvangen",
)

nummers = Table(
    "nummers",
    metadata,
    Column("reeks", String(40), primary_key=True),
    Column("laatste", Integer, nullable=False),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("agb", String(8), primary_key=True),
    Column("url", String(400), nullable=False),
    Column("geheim", LargeBinary, nullable=False),
    # Only what is ready after this id is told: what came before was fetched in the old way.
    Column("na_bericht", String(36), nullable=False),
)

bezorgingen = Table(
    "bezorgingen",
    metadata,
    Column("bericht_id", String(36), primary_key=True),
    Column("agb", String(8), nullable=False),
    Column("status", String(12), nullable=False),
    Column("pogingen", Integer, nullable=False),
    Column("volgende_op", UtcDateTime, nullable=False),
    Column("fout", String(100)),
)
Index("ix_bezorgingen_status_volgende_op", bezorgingen.c.status, bezorgingen.c.volgende_op)

berichtwegen = Table(
    "berichtwegen",
    metadata,
    Column("agb", String(8), primary_key=True),
    Column("wet", String(12), primary_key=True),
    Column("vanaf", Date, primary_key=True),
    Column("weg", String(6), nullable=False),
    # Of the event that told it; nought where it was recorded.
    Column("sequence", Integer, nullable=False),
)

INHOUD = Sealed("berichten", "inhoud")
VINGERAFDRUK = Hashed("berichten", "vingerafdruk", "bericht")
GEHEIM = Sealed("webhooks", "geheim")
BESCHERMD: tuple[Protected, ...] = (INHOUD, VINGERAFDRUK, GEHEIM)
"""What of these only a key opens or makes, for the services that have a post."""


def add_berichten_tables(target: MetaData) -> None:
    """Give the MetaData of a service its own copies of the tables of the post."""
    for table in (berichten, nummers):
        table.to_metadata(target)


def add_webhook_tables(target: MetaData) -> None:
    """The same for a service that also calls providers when a message is ready."""
    for table in (webhooks, bezorgingen):
        table.to_metadata(target)


def add_berichtwegen_table(target: MetaData) -> None:
    """The same for a service that knows how each provider is reached."""
    berichtwegen.to_metadata(target)
