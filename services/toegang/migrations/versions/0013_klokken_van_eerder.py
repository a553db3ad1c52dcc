"""The clock of the onderzoek of every case of before (Wmo 2015), as it would have run then.

toegang_0002 started those of the cases that were open, without the working day on which a term ends (Algemene
termijnenwet, 1); those that had stopped by then get theirs here.
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

from chassis.history import BATCH, filled_v1
from toegang.domain.termijn import laatste_dag

revision = "toegang_0013"
down_revision = "toegang_0012"
branch_labels = None
depends_on = None

ONDERZOEK, WEKEN = "onderzoek", 6

meldingen = sa.table("meldingen", *map(sa.column, ("id", "gemeente", "wet")), sa.column("meldingsdatum", sa.Date))
onderzoeken = sa.table("onderzoeken", sa.column("melding_id"), sa.column("afgerond_op", sa.Date))
termijnen = sa.table(
    "termijnen",
    *map(sa.column, ("id", "melding_id", "gemeente", "soort", "onderwerp", "weken")),
    sa.column("begin", sa.Date),
    sa.column("uiterlijk", sa.Date),
    sa.column("gestopt_op", sa.Date),
)


def upgrade() -> None:
    _op_een_werkdag()
    _gestopt()


def _op_een_werkdag() -> None:
    """What toegang_0002 made has the id of its melding; one that was let stand still since has a day of its own."""
    table, connection = termijnen.c, op.get_bind()
    eigen = (table.id == table.melding_id) & table.uiterlijk.is_not(None)
    dagen = connection.execute(sa.select(table.begin).where(eigen).distinct()).scalars().all()
    for begin in dagen:
        toen, nu = begin + timedelta(weeks=WEKEN), laatste_dag(begin, WEKEN)
        if toen != nu:
            van_toen = eigen & (table.begin == begin) & (table.uiterlijk == toen)
            connection.execute(sa.update(termijnen).where(van_toen).values(uiterlijk=nu))


def _gestopt() -> None:
    """Some at a time, in order of the melding."""
    table, connection = meldingen.c, op.get_bind()
    bekend = sa.exists().where(termijnen.c.melding_id == table.id, termijnen.c.soort == ONDERZOEK)
    query = (
        sa.select(table.id, table.gemeente, table.meldingsdatum, onderzoeken.c.afgerond_op)
        .join_from(meldingen, onderzoeken, onderzoeken.c.melding_id == table.id)
        .where(~bekend, table.wet == "wmo")
        .order_by(table.id)
        .limit(BATCH)
    )
    na, gedaan = "", 0
    while found := connection.execute(query.where(table.id > na)).all():
        connection.execute(sa.insert(termijnen), [_klok(*each) for each in found])
        na, gedaan = found[-1].id, gedaan + len(found)
        filled_v1("termijnen", gedaan)


def _klok(melding_id: str, gemeente: str, begin: date, gestopt_op: date) -> dict[str, object]:
    klok = {"id": melding_id, "melding_id": melding_id, "gemeente": gemeente, "soort": ONDERZOEK}
    klok |= {"onderwerp": melding_id, "weken": WEKEN, "begin": begin}
    return klok | {"uiterlijk": laatste_dag(begin, WEKEN), "gestopt_op": gestopt_op}
