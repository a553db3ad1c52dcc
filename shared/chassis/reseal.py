"""Bring what a service keeps under its newest keys, while it stays up: some rows at a time, as often as you like.

What is done already is left alone, so a walk that was ended goes on where it was. A row that somebody changes meanwhile
is not touched: it is under the newest keys then, or the walk after this one finds it.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement, LargeBinary, String, Table, and_, case, false, func, or_, select, update

from chassis import tables
from chassis.events import HASH_FIELD
from chassis.keys import OLD
from chassis.sealed import BSN, Fixed, Hashed, Protected, Sealed, Told
from chassis.service import Room
from chassis.vault import MARK, UnknownKey, Vault, mark_of, prefix_of, prefix_with
from chassis.work import Work

BATCH = 100
"""Rows in one transaction: on SQLite nobody else writes meanwhile."""
WALKS = 20
"""After so many it ends, and says what is left: some process does not know the newest keys."""
HASH_IN_JSON = re.compile(rf'("{HASH_FIELD}": ?")([^"]*)"')
Value = bytes | str
Row = Mapping[str, object]


@dataclass(frozen=True)
class Place:  # type: ignore[explicit-any]  # made of what is below
    """A table and its columns that only a key opens or makes."""

    table: Table  # type: ignore[explicit-any]  # generic over its columns
    columns: Sequence[Protected]

    @property
    def key(self) -> ColumnElement[object]:
        """Its primary key: one column."""
        (key,) = self.table.primary_key.columns
        return key

    def any_stale(self, vault: Vault) -> ColumnElement[bool]:
        """Which rows have something that is not under the newest keys."""
        return or_(false(), *(stale(vault, each, self.table.c[each.column]) for each in self.columns))


@dataclass(frozen=True)
class Walk:
    """How far a walk is: rows brought over, rows with something that no key here opens, and both together."""

    done: int
    closed: int
    total: int


def protected(room: Room) -> Sequence[Protected]:
    """Every column of a service that only a key opens or makes."""
    return (*tables.PROTECTED, *room.service.protects)


def stale(vault: Vault, each: Protected, column: ColumnElement[Value]) -> ColumnElement[bool]:
    """Which rows are not under the newest keys. An empty hash is of nobody, such as of who was destroyed."""
    if isinstance(each, Sealed):
        return func.substr(column, 1, MARK, type_=LargeBinary()) != vault.mark
    if isinstance(each, Told):
        return _stale_events(vault, column)
    prefix = vault.prefix if isinstance(each, Fixed) else vault.chain(each.purpose).prefix
    # Nothing was made under a key before the first one.
    under_another = func.substr(column, 1, len(prefix), type_=String()) != prefix if prefix else false()
    return under_another & (column != "")


def _stale_events(vault: Vault, column: ColumnElement[Value]) -> ColumnElement[bool]:
    begin = vault.chain(BSN).prefix if vault.matches_bsn else '"'
    if not begin:
        return false()
    current = (column.contains(f'"{HASH_FIELD}":{space}"{begin}', autoescape=True) for space in ("", " "))
    return column.contains(f'"{HASH_FIELD}"', autoescape=True) & ~or_(*current)


def renewed(vault: Vault, each: Protected, row: str, value: Value) -> Value:
    """The same under the newest keys; as it is when it is that already, or no key here made it."""
    text = cast(str, value)
    try:
        if isinstance(each, Sealed):
            sealed = cast(bytes, value)
            return sealed if sealed.startswith(vault.mark) else vault.seal(each, row, vault.open(each, row, sealed))
        if isinstance(each, Fixed):
            # What was kept before it was encrypted names no key.
            opened = vault.open_fixed(each.purpose, text) if prefix_of(text) else text
            return text if text.startswith(vault.prefix) else vault.seal_fixed(each.purpose, opened)
        if isinstance(each, Hashed):
            return vault.lifted(each.purpose, text)
        return HASH_IN_JSON.sub(lambda found: f'{found[1]}{told_hash(vault, found[2])}"', text)
    except (UnknownKey, InvalidTag):
        return value


def told_hash(vault: Vault, form: str) -> str:
    """A hash in an event as it is kept; nothing of it in a service that matches no BSNs."""
    return vault.lifted(BSN, form) if vault.matches_bsn else ""


async def count_stale(room: Room) -> int:
    """How many rows are not under the newest keys, closed ones among them."""
    total = 0
    async with room.work(writes=False) as work:
        for each in _places(room):
            query = select(func.count()).select_from(each.table).where(each.any_stale(work.vault))
            total += (await work.session.execute(query)).scalar_one()
    return total


async def count_per_key(room: Room) -> Mapping[tuple[str, str], int]:
    """How many values lie under each key, by the name of its ring and its id."""
    counted: Counter[tuple[str, str]] = Counter()
    async with room.work(writes=False) as work:
        for each in protected(room):
            if isinstance(each, Told):
                continue
            column = room.service.metadata.tables[each.table].c[each.column]
            ring, begins = _begins(work.vault, each)
            kind = LargeBinary() if isinstance(each, Sealed) else String()
            begin = func.substr(column, 1, max(map(len, begins), default=1), type_=kind)
            named = case((begin.in_(begins), begin), else_=None)
            made = column.is_not(None) if isinstance(each, Sealed) else column != ""
            query = select(named, func.count()).where(made).group_by(named)
            for found, number in await work.session.execute(query):
                counted[ring, begins.get(found, OLD)] += number
    return counted


def _begins(vault: Vault, each: Sealed | Hashed | Fixed) -> tuple[str, Mapping[Value, str]]:
    """The ring that a column is under, and what its values begin with, by the id of the key that says so."""
    keys = vault.keys
    ring = "seal" if isinstance(each, Sealed | Fixed) else "bsn" if each.purpose == BSN else "hash"
    begin = mark_of if isinstance(each, Sealed) else prefix_with
    return ring, {begin(key): key.id for key in keys.rings()[ring] if not key.old}


async def reseal(room: Room, show: Callable[[Walk], None]) -> Walk:
    """Bring everything over; `show` hears how far it is after each transaction.

    Then what is there is completed with what only a key makes (`Service.completes`), unless something stayed closed.
    """
    walk = await _bring_over(room, show)
    if room.service.completes is not None and not walk.closed:
        last: str | None = ""
        while last is not None:
            async with room.work() as work:
                last = await room.service.completes(work, last)
    return walk


async def _bring_over(room: Room, show: Callable[[Walk], None]) -> Walk:
    """Walk until all is under the newest keys or closed, also while others write and change keys once more."""
    done, left = 0, await count_stale(room)
    for _ in range(WALKS):
        vault = room.vault
        walk = Walk(done, 0, done + left)
        show(walk)
        for each in _places(room):
            async for brought, shut in _walk(room, each):
                walk = Walk(walk.done + brought, walk.closed + shut, walk.total)
                show(walk)
        done = walk.done
        # What no key here opens may be under one that was made meanwhile.
        room.keychain.look_soon()
        left = await count_stale(room)
        if left <= walk.closed and room.vault is vault:
            break
    return Walk(done, left, done + left)


def _places(room: Room) -> list[Place]:
    found: dict[str, list[Protected]] = {}
    for each in protected(room):
        found.setdefault(each.table, []).append(each)
    return [Place(room.service.metadata.tables[name], columns) for name, columns in found.items()]


async def _walk(room: Room, place: Place) -> AsyncIterator[tuple[int, int]]:
    """In order of primary key: how many rows of each transaction were brought over, and stay closed."""
    query = select(place.key.label("row"), *(place.table.c[each.column] for each in place.columns))
    last: object = None
    while True:
        async with room.work() as work:
            some = query.where(place.any_stale(work.vault)).order_by(place.key).limit(BATCH)
            rows = (await work.session.execute(some if last is None else some.where(place.key > last))).mappings().all()
            brought = [await _renew(work, place, cast(Row, row)) for row in rows]
        if not rows:
            return
        last = rows[-1]["row"]
        yield sum(brought), len(brought) - sum(brought)


async def _renew(work: Work, place: Place, row: Row) -> bool:
    """Bring one row over, unless somebody changed it since it was read; False when no key here made it."""
    kept = {each: cast(Value, row[each.column]) for each in place.columns if row[each.column] is not None}
    new = {each: renewed(work.vault, each, str(row["row"]), value) for each, value in kept.items()}
    changed = [each for each, value in new.items() if value != kept[each]]
    if changed:
        same = and_(*(place.table.c[each.column] == kept[each] for each in changed))
        values = {each.column: new[each] for each in changed}
        await work.session.execute(update(place.table).where(place.key == row["row"], same).values(values))
    return bool(changed)
