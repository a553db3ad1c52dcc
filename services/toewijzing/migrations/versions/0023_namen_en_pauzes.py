"""Names and pauses of providers are told along from now on (M64, M101); of those of before they are told here."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from chassis.history import Telling, own_source_v1, tell_v1, will_tell_v1

revision = "toewijzing_0023"
down_revision = "toewijzing_0022"
branch_labels = None
depends_on = None

AT = datetime(2026, 11, 28, tzinfo=UTC)
"""The day of this release: a provider has no moment of its own."""
TYPE = "nl.wmo.aanbieders.vastgelegd.v1"

aanbieders = sa.table(
    "aanbieders",
    *map(sa.column, ("agb", "naam", "integriteit_getoetst_door")),
    sa.column("integriteit_getoetst_op", sa.Date),
)
pauzes = sa.table(
    "pauzes", *map(sa.column, ("agb", "gemeente")), sa.column("vanaf", sa.Date), sa.column("tot", sa.Date)
)


def upgrade() -> None:
    source = own_source_v1()
    if source is not None:
        will_tell_v1(tell_v1(source, list(_tellingen())))


def _tellingen() -> Iterator[Telling]:
    gepauzeerd: dict[str, list[dict[str, str | None]]] = {}
    for row in op.get_bind().execute(sa.select(pauzes).order_by(pauzes.c.gemeente, pauzes.c.vanaf)):
        pauze = {"gemeente": row.gemeente, "vanaf": _dag(row.vanaf), "tot": _dag(row.tot)}
        gepauzeerd.setdefault(row.agb, []).append(pauze)
    for row in op.get_bind().execute(sa.select(aanbieders).order_by(aanbieders.c.agb)).all():
        data = {
            "agb": row.agb,
            "integriteitGetoetstOp": _dag(row.integriteit_getoetst_op),
            "resultaat": None,
            "resultaatOp": None,
            "integriteitGetoetstDoor": row.integriteit_getoetst_door,
            "aanbiedernaam": row.naam,
            "pauzes": gepauzeerd.get(row.agb, []),
        }
        yield Telling(TYPE, row.agb, data, AT, row.agb)


def _dag(dag: date | None) -> str | None:
    return None if dag is None else dag.isoformat()
