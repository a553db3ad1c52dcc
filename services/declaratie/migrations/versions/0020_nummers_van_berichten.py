"""The numbers of a 323 and its 325 stay with what was judged: who is destroyed takes messages with him, and no money.

What was destroyed before keeps what can still be known: of its 325 the number, while an event tells it.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from chassis.history import BATCH, filled_v1, told_v1

revision = "declaratie_0020"
down_revision = "declaratie_0019"
branch_labels = None
depends_on = None

declaraties = sa.table(
    "declaraties",
    *map(sa.column, ("id", "identificatie_323", "antwoord_id", "identificatie_325")),
    sa.column("dagtekening", sa.Date),
)
heen = sa.table(
    "berichten", *map(sa.column, ("id", "identificatie", "antwoord_op")), sa.column("dagtekening", sa.Date)
).alias("heen")
terug = sa.table("berichten", *map(sa.column, ("id", "identificatie", "antwoord_op"))).alias("terug")


def upgrade() -> None:
    op.add_column("declaraties", sa.Column("identificatie_323", sa.String(12), nullable=False, server_default=""))
    op.add_column("declaraties", sa.Column("dagtekening", sa.Date(), nullable=True))
    op.add_column("declaraties", sa.Column("antwoord_id", sa.String(36), nullable=False, server_default=""))
    op.add_column("declaraties", sa.Column("identificatie_325", sa.String(12), nullable=False, server_default=""))
    gedaan = 0
    for deel in _beantwoord():
        op.get_bind().execute(sa.update(declaraties).where(declaraties.c.id.in_(deel)).values(_uit_de_post()))
        gedaan += len(deel)
        filled_v1("declaraties", gedaan)
    _uit_gebeurtenissen()


def _beantwoord() -> Iterator[list[str]]:
    """All declarations, oldest first, some at a time."""
    query, na = sa.select(declaraties.c.id).order_by(declaraties.c.id).limit(BATCH), ""
    while found := list(op.get_bind().execute(query.where(declaraties.c.id > na)).scalars()):
        yield found
        na = found[-1]


def _uit_de_post() -> dict[str, object]:
    def gevonden(kolom: sa.ColumnElement[object], hoort: sa.ColumnElement[bool]) -> sa.ScalarSelect[object]:
        return sa.select(kolom).where(hoort).correlate(declaraties).scalar_subquery()

    van_323, van_325 = heen.c.id == declaraties.c.id, terug.c.antwoord_op == declaraties.c.id
    return {
        "identificatie_323": sa.func.coalesce(gevonden(heen.c.identificatie, van_323), ""),
        "dagtekening": gevonden(heen.c.dagtekening, van_323),
        "antwoord_id": sa.func.coalesce(gevonden(terug.c.id, van_325), ""),
        "identificatie_325": sa.func.coalesce(gevonden(terug.c.identificatie, van_325), ""),
    }


def _uit_gebeurtenissen() -> None:
    zonder = declaraties.c.identificatie_325 == ""
    if op.get_bind().execute(sa.select(declaraties.c.id).where(zonder).limit(1)).first() is None:
        return
    for event in told_v1("nl.wmo.betalingen.vastgesteld.v1"):
        van = declaraties.c.id == event.data["declaratieId"]
        nummer = event.data["identificatie325"]
        op.get_bind().execute(sa.update(declaraties).where(van, zonder).values(identificatie_325=nummer))
