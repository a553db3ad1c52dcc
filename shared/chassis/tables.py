"""The tables that every service has beside its own: what it told and heard, dead letters, idempotency keys, log."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

from chassis.database import UtcDateTime, new_metadata
from chassis.sealed import Fixed, Hashed, Protected, Sealed, Told

metadata = new_metadata()

outbox = Table(
    "outbox",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String(36), nullable=False, unique=True),
    Column("type", String(120), nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("published_at", UtcDateTime),
    sqlite_autoincrement=True,
)
Index(
    "ix_outbox_unpublished",
    outbox.c.position,
    postgresql_where=outbox.c.published_at.is_(None),
    sqlite_where=outbox.c.published_at.is_(None),
)

# By when it was told, heard or answered housekeeping finds what may go, however much may not.
Index(
    "ix_outbox_published_at",
    outbox.c.published_at,
    postgresql_where=outbox.c.published_at.is_not(None),
    sqlite_where=outbox.c.published_at.is_not(None),
)

inbox = Table(
    "inbox",
    metadata,
    Column("event_id", String(200), primary_key=True),
    Column("received_at", UtcDateTime, nullable=False, index=True),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("event_id", String(200), primary_key=True),
    Column("type", String(120), nullable=False),
    Column("body", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

sequences = Table(
    "sequences",
    metadata,
    Column("subject", String(120), primary_key=True),
    Column("last", Integer, nullable=False),
)

compared = Table(
    "compared",
    metadata,
    Column("service", String(40), primary_key=True),
    Column("cursor", String(200), nullable=False),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", UtcDateTime, nullable=False, index=True),
)

logregels = Table(
    "logregels",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("trace_id", String(32), nullable=False),
    Column("span_id", String(16), nullable=False),
    Column("parent_span_id", String(16)),
    Column("naam", String(200), nullable=False),
    Column("operatie", String(80), nullable=False),
    Column("verwerking", String(80), nullable=False),
    Column("begonnen_op", UtcDateTime, nullable=False),
    Column("geeindigd_op", UtcDateTime, nullable=False),
    Column("status", String(5), nullable=False),
    Column("antwoord", Integer),
    Column("betrokkene", String(120)),
    Column("onderwerp", String(36)),
    Column("wie", String(200), nullable=False),
    Column("rol", String(10), nullable=False),
    Column("recht", String(120), nullable=False),
    Column("agb", String(8)),
)
Index("ix_logregels_betrokkene_id", logregels.c.betrokkene, logregels.c.id)

ANSWER = Sealed("idempotency", "body")
REQUEST = Hashed("idempotency", "fingerprint", "request")
BETROKKENE = Fixed("logregels", "betrokkene", "client")
PROTECTED: tuple[Protected, ...] = (
    *(ANSWER, REQUEST, BETROKKENE),
    *(Told("outbox", "body"), Told("dead_letters", "body")),
)
"""What of these only a key opens or makes, in every service."""


def add_chassis_tables(target: MetaData) -> None:
    """Give the MetaData of a service its own copies of these tables, for its migrations."""
    for table in metadata.sorted_tables:
        table.to_metadata(target)
