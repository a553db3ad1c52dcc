"""What a service keeps of one client: to show it, and to destroy it (Wmo 2015, 5.3.2, 5.3.4 and 5.3.5; AVG 15 and 17).

A service says in a few lines where its clients are; what refers to such a row is found by the foreign keys. What is
about a client and nobody else goes. Where figures must stay, the client becomes nobody: another id, of which it is
known nowhere whose it was.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from pydantic import JsonValue
from sqlalchemy import ColumnElement, MetaData, Table, delete, func, or_, select, update

from chassis import tables
from chassis.identifiers import new_id
from chassis.logboek import ID, is_about
from chassis.problems import not_found
from chassis.sealed import Fixed, Hashed, Protected, Sealed
from chassis.work import Work

Gegevens = dict[str, list[dict[str, JsonValue]]]
"""Rows about a client, by table."""
Aantallen = dict[str, int]
"""How many rows were destroyed or became nobody's, by table."""
CLIENT = "client_id"
"""How every service calls the column that says whose a row is."""
REPEATED_WITHIN = timedelta(days=1)
"""In a kept answer nobody can be looked for: all from before this go when somebody is destroyed."""


@dataclass(frozen=True)
class Gezocht:
    """Of whom is asked, beside his clientId: his BSN in one municipality, as every form of its hash that may be kept.

    A provider names a BSN, so that something may be kept of who has no clientId in a service yet.
    """

    gemeente: str
    bsn_hashes: tuple[str, ...]


@dataclass(frozen=True)
class Eigen:
    """The rows of a table are about the client in this column, and nobody else: they go, with what refers to them.

    With `bsn_hash` they may also be about somebody of whom only that is known, beside `gemeente`.
    """

    table: str
    column: str
    bsn_hash: str | None = None

    def of(self, table: Table, client_id: str, gezocht: Gezocht | None) -> ColumnElement[bool]:  # type: ignore[explicit-any]  # the same
        """Which rows are about a client."""
        own = table.c[self.column] == client_id
        if gezocht is None or self.bsn_hash is None:
            return own
        by_bsn = table.c[self.bsn_hash].in_(gezocht.bsn_hashes)
        return own | (by_bsn & (table.c["gemeente"] == gezocht.gemeente))


@dataclass(frozen=True)
class Los:
    """The rows of a table stay for their figures: the client in this column becomes nobody, and `leeg` is emptied."""

    table: str
    column: str
    leeg: tuple[str, ...] = ()


@dataclass(frozen=True)
class Genoemd:
    """The client may be named in the text of this column: there too nobody is named any more.

    `onder` says in which rows, by what an index leads to; without it all rows are looked through.
    """

    table: str
    column: str
    onder: Callable[[str], ColumnElement[bool]] | None = None


Plek = Eigen | Los | Genoemd


@dataclass(frozen=True)
class Kaart:
    """Where a service has its clients, and which of its columns only a key opens."""

    metadata: MetaData
    plekken: Sequence[Plek]
    protects: Sequence[Protected] = ()

    def rows(  # type: ignore[explicit-any]  # a table is generic over its columns
        self, client_id: str, gezocht: Gezocht | None = None
    ) -> Iterator[tuple[Table, ColumnElement[bool]]]:
        """Each table with rows of a client, and which rows; what is referred to comes before what refers to it."""
        for each in self.plekken:
            table = self.metadata.tables[each.table]
            if isinstance(each, Los):
                yield table, table.c[each.column] == client_id
            elif isinstance(each, Eigen):
                condition = each.of(table, client_id, gezocht)
                yield table, condition
                yield from self._referring(table, condition, client_id, {table.name})

    def _referring(  # type: ignore[explicit-any]  # the same
        self, to: Table, condition: ColumnElement[bool], client_id: str, seen: set[str]
    ) -> Iterator[tuple[Table, ColumnElement[bool]]]:
        for table in self.metadata.sorted_tables:
            columns = [key.parent for key in table.foreign_keys if key.column.table is to]
            if columns and table.name not in seen:
                (parent,) = to.primary_key.columns
                found = or_(*(column.in_(select(parent).where(condition)) for column in columns))
                if CLIENT in table.c:  # in a plan of a household there are goals of others
                    found &= table.c[CLIENT] == client_id
                yield table, found
                yield from self._referring(table, found, client_id, seen | {table.name})


async def verzamel(work: Work, kaart: Kaart, client_id: str, gezocht: Gezocht | None = None) -> Gegevens:
    """Everything a service keeps of a client, opened; without what only makes it findable, such as a hash."""
    found: Gegevens = {}
    for table, condition in kaart.rows(client_id, gezocht):
        here = [each for each in kaart.protects if each.table == table.name]
        hidden = {each.column for each in here if isinstance(each, Hashed | Fixed)}
        sealed = {each.column: each for each in here if isinstance(each, Sealed)}
        rows = (await work.session.execute(select(table).where(condition))).mappings()
        shown = [_shown(work, table, cast(Mapping[str, object], row), sealed, hidden) for row in rows]
        kept = found.setdefault(table.name, [])
        kept.extend(each for each in shown if each not in kept)
    return {name: rows for name, rows in found.items() if rows}


def _shown(  # type: ignore[explicit-any]  # the same
    work: Work, table: Table, row: Mapping[str, object], sealed: Mapping[str, Sealed], hidden: set[str]
) -> dict[str, JsonValue]:
    shown: dict[str, JsonValue] = {}
    for name, value in row.items():
        if name in hidden or value is None:
            continue
        if name in sealed:
            (key,) = table.primary_key.columns
            shown[name] = _text(work.vault.open(sealed[name], str(row[key.name]), cast(bytes, value)).decode())
        else:
            shown[name] = value.isoformat() if isinstance(value, date | datetime) else cast(JsonValue, value)
    return shown


def _text(opened: str) -> JsonValue:
    """What was sealed: a text, or the fields of a body."""
    try:
        return cast(JsonValue, json.loads(opened)) if opened.startswith("{") else opened
    except ValueError:
        return opened


async def vernietig(work: Work, kaart: Kaart, client_id: str, gezocht: Gezocht | None = None) -> Aantallen:
    """Destroy what a service keeps of a client; doing it again finds nothing.

    Raises Problem 404 for what is no id of a client: it is looked for in texts, and could be a part of any of them.
    """
    if not ID.fullmatch(client_id):
        raise not_found("deze cliënt")
    counted: Aantallen = {}
    eigen = Kaart(kaart.metadata, [each for each in kaart.plekken if isinstance(each, Eigen)])
    for table, condition in reversed(list(eigen.rows(client_id, gezocht))):
        result = await work.session.execute(delete(table).where(condition))
        counted[table.name] = counted.get(table.name, 0) + result.rowcount  # type: ignore[attr-defined]
    niemand = new_id()
    for each in kaart.plekken:
        if not isinstance(each, Eigen):
            counted[each.table] = counted.get(each.table, 0) + await _loose(work, kaart, each, client_id, niemand)
    counted |= await _housekeeping(work, client_id) | {"logregels": await _of_nobody(work, client_id)}
    return {name: number for name, number in counted.items() if number}


async def _loose(work: Work, kaart: Kaart, each: Los | Genoemd, client_id: str, niemand: str) -> int:
    table = kaart.metadata.tables[each.table]
    column = table.c[each.column]
    if isinstance(each, Los):
        values = {each.column: niemand} | dict.fromkeys(each.leeg, "")
        statement = update(table).where(column == client_id).values(values)
    else:
        statement = update(table).where(column.contains(client_id, autoescape=True))
        if each.onder is not None:
            statement = statement.where(each.onder(client_id))
        statement = statement.values({each.column: func.replace(column, client_id, niemand)})
    result = await work.session.execute(statement)
    return int(result.rowcount)  # type: ignore[attr-defined]


async def _housekeeping(work: Work, client_id: str) -> Aantallen:
    """Events that were told or could not be handled, and answers that were kept for who would ask again."""
    counted: Aantallen = {}
    told, dead = (each.c.body.contains(client_id, autoescape=True) for each in (tables.outbox, tables.dead_letters))
    conditions = {
        tables.outbox: tables.outbox.c.published_at.is_not(None) & told,
        tables.dead_letters: dead,
        tables.sequences: tables.sequences.c.subject == client_id,
        tables.idempotency: tables.idempotency.c.created_at < work.now - REPEATED_WITHIN,
    }
    for table, condition in conditions.items():
        result = await work.session.execute(delete(table).where(condition))
        counted[table.name] = int(result.rowcount)  # type: ignore[attr-defined]
    return counted


async def _of_nobody(work: Work, client_id: str) -> int:
    """That somebody read or changed something stays in the log, and no longer of whom."""
    table = tables.logregels
    statement = update(table).where(is_about(work, client_id)).values(betrokkene=None, onderwerp=None)
    return int((await work.session.execute(statement)).rowcount)  # type: ignore[attr-defined]


def newest(gegevens: Gegevens) -> date | None:
    """The newest day that stands in what is kept of a client: the retention period counts from there (5.3.4)."""
    days = [_day(value) for rows in gegevens.values() for row in rows for value in row.values()]
    return max((each for each in days if each is not None), default=None)


def _day(value: JsonValue) -> date | None:
    if not isinstance(value, str) or len(value) < len("2026-01-31"):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
