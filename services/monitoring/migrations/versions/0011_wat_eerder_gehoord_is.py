"""Events of before stand under each municipality that they name; what was heard is known when it is told again.

Other services tell some of what happened before once more, for who did not listen to it then (toewijzing_0013).
"""

import json
import re

import sqlalchemy as sa
from alembic import op

from chassis.history import BATCH, filled_v1, keep_inbox_v1, name_heard_v1, nameless_v1

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

GEMEENTECODE = re.compile(r"[0-9]{4}")

gebeurtenissen = sa.table(
    "gebeurtenissen",
    *map(sa.column, ("positie", "id", "source", "gemeente", "gemeenten")),
    sa.column("data", sa.Text),
)


def upgrade() -> None:
    _noem_gehoord()
    keep_inbox_v1()
    _gemeenten()


def _noem_gehoord() -> None:
    """All that was heard stands in the log, with its source."""
    if next(nameless_v1(), None) is None:
        return
    table, connection = gebeurtenissen.c, op.get_bind()
    query, na = sa.select(table.positie, table.id, table.source).order_by(table.positie).limit(BATCH), 0
    while found := connection.execute(query.where(table.positie > na)).all():
        name_heard_v1({row.id: row.source for row in found})
        na = found[-1].positie


def _gemeenten() -> None:
    """Where the data names several municipalities, such as of a contract."""
    table, connection = gebeurtenissen.c, op.get_bind()
    query = (
        sa.select(table.positie, table.data)
        .where(table.gemeente.is_(None), table.gemeenten.is_(None), table.data.contains('"gemeenten"', autoescape=True))
        .order_by(table.positie)
        .limit(BATCH)
    )
    na, gedaan = 0, 0
    while found := connection.execute(query.where(table.positie > na)).all():
        for positie, data in found:
            if namen := _namen(data):
                row = sa.update(gebeurtenissen).where(table.positie == positie)
                connection.execute(row.values(gemeenten=f",{','.join(namen)},"))
                gedaan += 1
        na = found[-1].positie
        filled_v1("gebeurtenissen", gedaan)


def _namen(data: str) -> list[str]:
    gemeenten = json.loads(data).get("gemeenten")
    alle = gemeenten if isinstance(gemeenten, list) else []
    return [each for each in alle if isinstance(each, str) and GEMEENTECODE.fullmatch(each)]
