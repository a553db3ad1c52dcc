"""What grows for years is found by an index: old events, and whatever is destroyed of somebody."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import index_what_goes_v5

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

FILL = {
    "postgresql": """UPDATE gebeurtenissen SET client_id = substring(data from '"clientId": ?"([^"]+)"')
      WHERE data LIKE '%"clientId"%'""",
    "sqlite": """UPDATE gebeurtenissen SET client_id = json_extract(data, '$.clientId')
      WHERE data LIKE '%"clientId"%'""",
}
"""Whom an event names in `clientId`. Not by way of JSON on PostgreSQL, which refuses some texts that JSON may hold."""


def upgrade() -> None:
    index_what_goes_v5()
    op.add_column("gebeurtenissen", sa.Column("client_id", sa.Text))
    op.execute(FILL[op.get_bind().dialect.name])
    genoemd = sa.text("client_id IS NOT NULL")
    op.create_index(
        "ix_gebeurtenissen_client_id",
        "gebeurtenissen",
        ["client_id"],
        postgresql_where=genoemd,
        sqlite_where=genoemd,
    )
    op.create_index("ix_clientperioden_client", "clientperioden", ["client"])
