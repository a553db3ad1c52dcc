"""What is counted of providers for a choice stands together: clients now, and days that clients waited."""

import sqlalchemy as sa
from alembic import op

revision = "toewijzing_0006"
down_revision = "toewijzing_0005"
branch_labels = None
depends_on = None

LOPEND = sa.text("status IN ('toegewezen', 'gestart', 'onderbroken')")
GELDIG = sa.column("verwijderd", sa.Boolean).is_(False)
VUL = """
UPDATE starts SET (agb, gemeente, wachtdagen) = (
    SELECT agb, gemeente, CASE WHEN begindatum > ingangsdatum THEN {} ELSE 0 END
    FROM toewijzingen WHERE toewijzingen.id = starts.toewijzing_id
)
"""
DAGEN = {
    "postgresql": "begindatum - ingangsdatum",
    "sqlite": "julianday(begindatum) - julianday(ingangsdatum)",
}
KOLOMMEN = (("agb", sa.String(length=8)), ("gemeente", sa.String(length=4)), ("wachtdagen", sa.Integer()))


def upgrade() -> None:
    for name, kind in KOLOMMEN:
        op.add_column("starts", sa.Column(name, kind, nullable=True))
    op.execute(VUL.format(DAGEN[op.get_context().dialect.name]))
    with op.batch_alter_table("starts") as batch:
        for name, kind in KOLOMMEN:
            batch.alter_column(name, existing_type=kind, nullable=False)
    op.create_index(
        "ix_starts_geldig",
        "starts",
        ["agb", "gemeente", "begindatum", "wachtdagen"],
        unique=False,
        postgresql_where=GELDIG,
        sqlite_where=GELDIG,
    )
    op.create_index(
        "ix_toewijzingen_lopend",
        "toewijzingen",
        ["agb", "gemeente", "client_id", "code", "einddatum"],
        unique=False,
        postgresql_where=LOPEND,
        sqlite_where=LOPEND,
    )
