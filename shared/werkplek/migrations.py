"""The tables of the werkplek, for a migration of the service that has them; never changed, only followed by a v2."""

import sqlalchemy
from alembic import op

from chassis.database import UtcDateTime


def create_werkplek_tables_v1() -> None:
    """Sessions, and forms that were kept."""
    op.create_table(
        "sessies",
        sqlalchemy.Column("id", sqlalchemy.String(64), primary_key=True),
        sqlalchemy.Column("wie", sqlalchemy.String(255), nullable=False),
        sqlalchemy.Column("inhoud", sqlalchemy.LargeBinary, nullable=False),
        sqlalchemy.Column("begonnen_op", UtcDateTime, nullable=False),
        sqlalchemy.Column("gezien_op", UtcDateTime, nullable=False),
        sqlalchemy.Column("beeindigd_op", UtcDateTime),
    )
    op.create_table(
        "formulieren",
        sqlalchemy.Column("id", sqlalchemy.String(36), primary_key=True),
        sqlalchemy.Column("wie", sqlalchemy.String(255), nullable=False),
        sqlalchemy.Column("inhoud", sqlalchemy.LargeBinary, nullable=False),
        sqlalchemy.Column("op", UtcDateTime, nullable=False),
    )
