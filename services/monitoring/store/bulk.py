"""Many rows in one statement: they travel as one JSON text, on PostgreSQL and on SQLite.

A statement per row, or thousands of parameters in one, costs more than the work on the rows. The statements are made
once for each shape of rows: making one anew takes as long as carrying it out.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from typing import cast

from pydantic_core import to_json
from sqlalchemy import (
    JSON,
    ColumnElement,
    Executable,
    Select,
    Table,
    Text,
    bindparam,
    column,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from monitoring.tables import Base

Rows = Sequence[Mapping[str, object]]


class Bij(Enum):
    """What an upsert does with a column of a row that is there already."""

    NIEUW = "nieuw"
    """It becomes what the new row says."""
    OPGETELD = "opgeteld"
    """What the new row says is added."""


Verandering = tuple[tuple[str, Bij], ...]
"""By column; what is not named stays as it is."""


def table_of(model: type[Base]) -> Table:  # type: ignore[explicit-any]  # generic over its columns
    """The table of a model, for statements about many rows."""
    return cast(Table, model.__table__)  # type: ignore[explicit-any]  # generic over its columns


def as_text(rows: Rows) -> dict[str, str]:
    """The parameter of a statement on `as_table`."""
    return {"rows": to_json(list(rows)).decode()}


def as_table(table: Table, names: Sequence[str], *, postgresql: bool) -> Select:  # type: ignore[explicit-any, type-arg]  # generic over its columns
    """The rows of `as_text` as something to select from; their fields, columns of the table, are these."""
    text = bindparam("rows", type_=Text)
    if postgresql:
        typed = [column(name, table.c[name].type) for name in names]
        records = func.json_to_recordset(sql_cast(text, JSON)).table_valued(*typed).render_derived(with_types=True)
        return select(*(records.c[name] for name in names))
    elements = func.json_each(text).table_valued("value")
    return select(*(func.json_extract(elements.c.value, f"$.{name}").label(name) for name in names))


async def upsert_all(session: AsyncSession, table: Table, rows: Rows, bij: Verandering) -> None:  # type: ignore[explicit-any]  # generic over its columns
    """Insert the rows; of those whose key is there already change columns as said. Nothing for no rows."""
    if rows:
        statement = _upsert(table, tuple(rows[0]), bij, postgresql=is_postgresql(session))
        await session.execute(statement, as_text(rows))


@cache
def _upsert(table: Table, names: tuple[str, ...], bij: Verandering, *, postgresql: bool) -> Executable:  # type: ignore[explicit-any]  # generic over its columns
    insert = postgresql_insert if postgresql else sqlite_insert
    # Without a condition SQLite takes ON CONFLICT for part of a join.
    source = as_table(table, names, postgresql=postgresql).where(true())
    keys = [each.name for each in table.primary_key]
    anders = {name: _waarde(table, name, hoe) for name, hoe in bij}
    return insert(table).from_select(names, source).on_conflict_do_update(index_elements=keys, set_=anders)


def _waarde(table: Table, name: str, bij: Bij) -> ColumnElement[object]:  # type: ignore[explicit-any]  # generic over its columns
    new: ColumnElement[object] = literal_column(f"excluded.{name}", table.c[name].type)
    return table.c[name] + new if bij is Bij.OPGETELD else new
