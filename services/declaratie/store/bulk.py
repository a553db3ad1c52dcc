"""Lists of values in a query, however long."""

import json
from collections.abc import Iterable

from sqlalchemy import ARRAY, ColumnElement, TableValuedAlias, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from chassis.database import is_postgresql

Attribuut = InstrumentedAttribute[int] | InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def array(waarden: Iterable[int | str]) -> str:
    """An array as PostgreSQL reads it: as one text, for psycopg turns a long list over one by one."""
    delen = (
        str(each) if isinstance(each, int) else '"{}"'.format(each.replace("\\", "\\\\").replace('"', '\\"'))
        for each in waarden
    )
    return f"{{{','.join(delen)}}}"


def een_van(session: AsyncSession, kolom: Attribuut, waarden: Iterable[int | str]) -> ColumnElement[bool]:
    """Whether a column has one of these values: as one array, which an IN list is too small for.

    A table of its elements, not `= ANY(array)`: PostgreSQL may walk along the whole array for every row.
    """
    return kolom.in_(select(tabel(session, kolom, waarden).c.value))


def tabel(session: AsyncSession, kolom: Attribuut, waarden: Iterable[int | str]) -> TableValuedAlias:
    """These values as a table with one column, `value`."""
    lijst = sorted(waarden)
    if is_postgresql(session):
        return func.unnest(cast(literal(array(lijst)), ARRAY(kolom.type))).table_valued("value").render_derived()
    return func.json_each(json.dumps(lijst)).table_valued("value")
