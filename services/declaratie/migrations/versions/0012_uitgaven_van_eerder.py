"""What was answered before budgets were kept counts in them, and toewijzing hears what was granted of it.

Until declaratie_0002 an answer stood in `declaraties` and `prestaties` only. Here `uitgaven` are made of those as
`toets_beleid` would, and `toewijzingen.gedeclareerd` is told as `vertel_toegekend` would: toewijzing and monitoring
count on with it. Nobody looks at those lines any more: they were paid, so there are no aandachtspunten of them, no
thresholds of budgets, and no payments told.

Which are of before: all that were answered before the first that has `uitgaven`.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime
from chassis.history import (
    BATCH,
    Telling,
    filled_v1,
    heard_v1,
    name_heard_v1,
    nameless_v1,
    own_source_v1,
    own_v1,
    source_v1,
    tell_v1,
    told_v1,
    will_tell_v1,
)

revision = "declaratie_0012"
down_revision = "declaratie_0011"
branch_labels = None
depends_on = None

BEANTWOORD = "nl.wmo.declaraties.beantwoord.v1"
GEDECLAREERD = "nl.wmo.toewijzingen.gedeclareerd.v1"
PER_DEEL = 500
"""Assignments in one event."""

declaraties = sa.table(
    "declaraties", *map(sa.column, ("id", "gemeente", "agb")), sa.column("beantwoord_op", UtcDateTime)
)
prestaties = sa.table(
    "prestaties",
    *map(sa.column, ("declaratie_id", "gemeente", "toewijzing_nummer", "categorie", "code", "eenheid", "budgethouder")),
    sa.column("begindatum", sa.Date),
    sa.column("volume", sa.Integer),
    sa.column("bedrag", sa.Integer),
    sa.column("is_credit", sa.Boolean),
    sa.column("is_toegekend", sa.Boolean),
)
toewijzingen = sa.table("toewijzingen", *map(sa.column, ("id", "gemeente", "nummer")))
uitgaven = sa.table(
    "uitgaven",
    *map(sa.column, ("declaratie_id", "code", "jaar", "betaler", "gemeente")),
    sa.column("bedrag", sa.BigInteger),
)

JAAR = sa.cast(sa.extract("year", prestaties.c.begindatum), sa.Integer)
MAAND = sa.cast(sa.extract("month", prestaties.c.begindatum), sa.Integer)
TOEGEKEND = prestaties.c.is_toegekend.is_(True)


def _som(kolom: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Credits taken off."""
    return sa.cast(sa.func.sum(sa.case((prestaties.c.is_credit, -kolom), else_=kolom)), sa.BigInteger)


def upgrade() -> None:
    _noem_gehoord()
    source, gedaan, verteld = own_source_v1(), set[str](), 0
    for deel in _zonder_uitgaven():
        _vul_uitgaven(deel)
        if source is not None:
            for declaratie_id in deel:
                verteld += tell_v1(source, list(_tellingen(declaratie_id)))
        gedaan.update(deel)
        filled_v1("uitgaven", len(gedaan))
        will_tell_v1(verteld)
    heard_v1([each for each in told_v1(BEANTWOORD) if each.data["declaratieId"] in gedaan])


def _noem_gehoord() -> None:
    """What 0.1.0 heard and had not told itself, it heard of toewijzing."""
    toewijzing = source_v1("toewijzing")
    if toewijzing is not None:
        for ids in nameless_v1():
            name_heard_v1(dict.fromkeys(ids, toewijzing) | own_v1(ids))


def _zonder_uitgaven() -> Iterator[list[str]]:
    """The declarations of before of which something was granted, oldest first, some at a time."""
    table, connection = declaraties, op.get_bind()
    eerste = sa.select(sa.func.min(table.c.beantwoord_op)).join(uitgaven, uitgaven.c.declaratie_id == table.c.id)
    grens = connection.execute(eerste).scalar_one()
    toegekend = sa.exists().where(prestaties.c.declaratie_id == table.c.id, TOEGEKEND)
    query = sa.select(table.c.id).where(toegekend).order_by(table.c.id).limit(BATCH)
    if grens is not None:
        query = query.where(table.c.beantwoord_op < grens)
    na = ""
    while found := list(connection.execute(query.where(table.c.id > na)).scalars()):
        yield found
        na = found[-1]


def _vul_uitgaven(ids: list[str]) -> None:
    """Per product, year of delivery and municipality that pays."""
    groep = (prestaties.c.declaratie_id, prestaties.c.code, JAAR, prestaties.c.budgethouder, declaraties.c.gemeente)
    query = (
        sa.select(*groep, _som(prestaties.c.bedrag))
        .join_from(prestaties, declaraties, declaraties.c.id == prestaties.c.declaratie_id)
        .where(prestaties.c.declaratie_id.in_(ids), TOEGEKEND)
        .group_by(*groep)
    )
    op.execute(sa.insert(uitgaven).from_select([each.name for each in uitgaven.c], query))


def _tellingen(declaratie_id: str) -> Iterator[Telling]:
    """What a declaration adds to assignments, in parts."""
    declaratie = op.get_bind().execute(sa.select(declaraties).where(declaraties.c.id == declaratie_id)).one()
    toegekend = list(_toegekend(declaratie_id))
    for deel, begin in enumerate(range(0, len(toegekend), PER_DEEL), 1):
        data = {
            "wet": "wmo",  # there was no other
            "declaratieId": declaratie_id,
            "deel": deel,
            "gemeente": declaratie.gemeente,
            "agb": declaratie.agb,
            "toegekend": toegekend[begin : begin + PER_DEEL],
        }
        yield Telling(GEDECLAREERD, declaratie_id, data, declaratie.beantwoord_op, f"{declaratie_id} {deel}")


def _toegekend(declaratie_id: str) -> Iterator[dict[str, object]]:
    """Per assignment, product, month, unit and municipality that pays."""
    each = prestaties.c
    groep = (each.toewijzing_nummer, each.categorie, each.code, each.eenheid, each.budgethouder)
    query = (
        sa.select(
            toewijzingen.c.id,
            *groep,
            JAAR.label("jaar"),
            MAAND.label("maand"),
            _som(each.volume).label("volume"),
            _som(each.bedrag).label("bedrag"),
            sa.func.sum(sa.case((each.is_credit, -1), else_=1)).label("regels"),
        )
        .join_from(
            prestaties,
            toewijzingen,
            (toewijzingen.c.gemeente == each.gemeente) & (toewijzingen.c.nummer == each.toewijzing_nummer),
        )
        .where(each.declaratie_id == declaratie_id, TOEGEKEND)
        .group_by(toewijzingen.c.id, *groep, JAAR, MAAND)
        .order_by(each.toewijzing_nummer, each.code, JAAR, MAAND, each.eenheid, each.budgethouder)
    )
    for row in op.get_bind().execute(query):
        yield {
            "toewijzingId": row.id,
            "toewijzingNummer": row.toewijzing_nummer,
            "categorie": row.categorie,
            "code": row.code,
            "maand": f"{row.jaar:04}-{row.maand:02}-01",
            "eenheid": row.eenheid,
            "volume": row.volume,
            "bedrag": row.bedrag,
            "regels": row.regels,
            "budgethouder": row.budgethouder,
        }
