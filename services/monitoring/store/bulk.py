"""Many rows in one statement: they travel as one JSON text, on PostgreSQL and on SQLite.

A statement per row, or thousands of parameters in one, costs more than the work on the rows.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from pydantic_core import to_json
from sqlalchemy import (
    JSON,
    ColumnElement,
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
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql, upsert
from monitoring.tables import Base

Rows = Sequence[Mapping[str, object]]


def table_of(model: type[Base]) -> Table:  # type: ignore[explicit-any]  # generic over its columns
    """The table of a model, for statements about many rows."""
    return cast(Table, model.__table__)  # type: ignore[explicit-any]  # generic over its columns


def as_table(session: AsyncSession, table: Table, rows: Rows) -> Select:  # type: ignore[explicit-any, type-arg]  # generic over its columns
    """The rows as something to select from; their fields are columns of the table."""
    text = bindparam(None, to_json(list(rows)).decode(), type_=Text)
    names = list(rows[0])
    if is_postgresql(session):
        typed = [column(name, table.c[name].type) for name in names]
        records = func.json_to_recordset(sql_cast(text, JSON)).table_valued(*typed).render_derived(with_types=True)
        return select(*(records.c[name] for name in names))
    elements = func.json_each(text).table_valued("value")
    return select(*(func.json_extract(elements.c.value, f"$.{name}").label(name) for name in names))


def excluded(table: Table, name: str) -> ColumnElement[object]:  # type: ignore[explicit-any]  # generic over its columns
    """In `change` of `upsert_all`: the value of the row that was not inserted."""
    return literal_column(f"excluded.{name}", table.c[name].type)


async def upsert_all(  # type: ignore[explicit-any]  # generic over its columns
    session: AsyncSession, table: Table, rows: Rows, change: Mapping[str, ColumnElement[object]]
) -> None:
    """Insert the rows; of those whose key is there already change these columns. Nothing for no rows."""
    if not rows:
        return
    # Without a condition SQLite takes ON CONFLICT for part of a join.
    source = as_table(session, table, rows).where(true())
    statement = upsert(session, table).from_select(list(rows[0]), source)
    keys = [each.name for each in table.primary_key]
    await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=dict(change)))
