"""Lists of values in a query, however long; and what several messages ask for in one."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from typing import NamedTuple, TypeVar

from sqlalchemy import (
    ARRAY,
    ColumnClause,
    ColumnElement,
    Date,
    Integer,
    String,
    Subquery,
    TableValuedAlias,
    and_,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

from chassis.database import is_postgresql
from declaratie.tables import Declaratie, GehoordeToewijzing, Prestatie, Saldo
from wetten import Wet

Attribuut = (
    InstrumentedAttribute[int]
    | InstrumentedAttribute[str]
    | InstrumentedAttribute[str | None]
    | InstrumentedAttribute[date]
)
W = TypeVar("W", covariant=True)


Soort = TypeEngine[int] | TypeEngine[str] | TypeEngine[date]


class Waar(NamedTuple):
    """To which municipality a provider bills, under which law."""

    gemeente: str
    agb: str
    wet: Wet


Vragen = Sequence[tuple[Waar, Collection[W]]]
"""What messages ask for, each by its place: answers come in the same order."""


Gevraagd = TableValuedAlias | Subquery  # type: ignore[explicit-any]  # generic over its columns
"""What is asked for, as a table."""
VanAanbieder = type[Declaratie] | type[GehoordeToewijzing] | type[Prestatie] | type[Saldo]
"""A table with rows of a provider in a municipality under a law."""


def array(waarden: Iterable[int | str | date]) -> str:
    """An array as PostgreSQL reads it: as one text, for psycopg turns a long list over one by one."""
    return _array(map(_element, waarden))


def _array(elementen: Iterable[str]) -> str:
    return f"{{{','.join(elementen)}}}"


def _element(waarde: int | str | date) -> str:
    """How a value stands in the text of an array."""
    if isinstance(waarde, int | date):
        return str(waarde)
    escaped = waarde.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def een_van(session: AsyncSession, kolom: Attribuut, waarden: Iterable[int | str]) -> ColumnElement[bool]:
    """Whether a column has one of these values: as one array, which an IN list is too small for.

    A table of its elements, not `= ANY(array)`: PostgreSQL may walk along the whole array for every row.
    """
    return kolom.in_(select(tabel(session, kolom, waarden).c.value))


def tabel(session: AsyncSession, kolom: Attribuut, waarden: Iterable[int | str | date]) -> TableValuedAlias:
    """These values as a table with one column, `value`."""
    lijst = sorted(waarden)
    if is_postgresql(session):
        return func.unnest(cast(literal(array(lijst)), ARRAY(kolom.type))).table_valued("value").render_derived()
    return func.json_each(json.dumps(lijst, default=str)).table_valued("value")


def eerste_dag(session: AsyncSession, dag: date) -> TableValuedAlias:
    """A day as a table of one row, `value`, for who looks up lines by number from that day on.

    So PostgreSQL does not know it when it plans. Of a month that just began its statistics say that no line is in it:
    then it walks through all of that month for each number, ever slower as the month fills.
    """
    return tabel(session, Prestatie.begindatum, [dag])


def gevraagd(session: AsyncSession, vragen: Vragen[int] | Vragen[str] | Vragen[date]) -> Gevraagd:
    """What each message asks for as a table: its `plek`, `gemeente`, `agb` and `wet`, with one `waarde` in a row.

    As one array per column: PostgreSQL counts them, and looks each row up by an index or joins all, as fits.
    """
    gesorteerd: list[list[int | str | date]] = [sorted(waarden, key=str) for _, waarden in vragen]
    soort = next((_TYPES[type(each[0])] for each in gesorteerd if each), String())
    types = {"plek": Integer(), "gemeente": String(), "agb": String(), "wet": String(), "waarde": soort}
    wie = [(plek, waar.gemeente, waar.agb, waar.wet.value) for plek, (waar, _) in enumerate(vragen)]
    if is_postgresql(session):
        given = [
            cast(literal(each), ARRAY(kind))
            for each, kind in zip(_arrays(wie, gesorteerd), types.values(), strict=True)
        ]
        columns: list[ColumnClause[int | str | date]] = [column(name, kind) for name, kind in types.items()]
        return func.unnest(*given).table_valued(*columns).render_derived()
    rows = [(*wie[plek], waarde) for plek, waarden in enumerate(gesorteerd) for waarde in waarden]
    found = func.json_each(json.dumps(rows, default=str)).table_valued("value")
    fields = [func.json_extract(found.c.value, f"$[{n}]").label(name) for n, name in enumerate(types)]
    return select(*fields).subquery()


def _arrays(wie: Sequence[tuple[int, str, str, str]], waarden: Sequence[Sequence[int | str | date]]) -> Iterator[str]:
    """An array per column: who asks stands in it as often as it asks for something, and is written out once."""
    for kolom in range(4):
        elementen = [_element(each[kolom]) for each in wie]
        yield _array(chain.from_iterable(map(repeat, elementen, map(len, waarden))))
    yield array(chain.from_iterable(waarden))


_TYPES: Mapping[type, Soort] = {int: Integer(), str: String(), date: Date()}


def van(tabel: VanAanbieder, asked: Gevraagd) -> ColumnElement[bool]:
    """That a row is of the provider, the municipality and the law of who asks."""
    return and_(tabel.gemeente == asked.c.gemeente, tabel.agb == asked.c.agb, tabel.wet == asked.c.wet)


def van_client(asked: Gevraagd) -> ColumnElement[bool]:
    """That an assignment is of the client who is asked for, in the municipality and under the law of who asks."""
    return and_(
        GehoordeToewijzing.gemeente == asked.c.gemeente,
        GehoordeToewijzing.wet == asked.c.wet,
        GehoordeToewijzing.client_id == asked.c.waarde,
    )


def op_nummer(asked: Gevraagd) -> ColumnElement[bool]:
    """That a line is on the assignment that is asked for, in the municipality and under the law of who asks."""
    return and_(
        Prestatie.gemeente == asked.c.gemeente,
        Prestatie.wet == asked.c.wet,
        Prestatie.toewijzing_nummer == asked.c.waarde,
    )
