"""What an upgrade does with what happened before it: for data migrations of a service; never changed, only followed.

A migration fills a new read model from what stands in its own database. What stands in the database of another service
it cannot know: that service tells it, again or for the first time, through its outbox as always.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime
from chassis.events import Event, encode
from chassis.log import HISTORY_FILLED, HISTORY_TOLD, log

BATCH = 500
"""Rows that a migration reads or writes at once."""

_OUTBOX = sa.table(
    "outbox",
    *map(sa.column, ("position", "id", "type", "body")),
    sa.column("created_at", UtcDateTime),
    sa.column("published_at", UtcDateTime),
)
_INBOX = sa.table("inbox", sa.column("event_id", sa.Text), sa.column("received_at", UtcDateTime))
_SEQUENCES = sa.table("sequences", sa.column("subject"), sa.column("last"))


@dataclass(frozen=True)
class Telling:
    """An event that was never told, since it was not known yet: `data` as it travels.

    It happened `at` a moment, and is the only one of its `key` there: the same one always has the same id, so that who
    heard it knows it when a backup of before the upgrade is put back and upgraded once more.
    """

    type: str
    subject: str
    data: Mapping[str, object]
    at: datetime
    key: str

    @property
    def id(self) -> str:
        """A UUIDv7 of that moment, with the key in the place of chance: it sorts among the others by time."""
        chance = int.from_bytes(sha256(f"{self.type} {self.key}".encode()).digest()[:10])
        moment = int(self.at.timestamp() * 1000) << 80
        return str(UUID(int=moment | 7 << 76 | (chance >> 68) << 64 | 2 << 62 | chance & (1 << 62) - 1))


def filled_v1(table: str, done: int) -> None:
    """Say how many rows of a table were filled so far: of a large database a migration takes minutes."""
    if done:
        log(HISTORY_FILLED, table=table, count=done)


def will_tell_v1(count: int) -> None:
    """Say how many events stand ready so far to be told."""
    if count:
        log(HISTORY_TOLD, count=count)


def keep_inbox_v1() -> None:
    """Remember what was heard as long as if it were heard today, since others tell of before again.

    What housekeeping removed already is not told again (`tell_again_v1`).
    """
    op.execute(sa.update(_INBOX).values(received_at=datetime.now(UTC)))


def nameless_v1() -> Iterator[list[str]]:
    """The ids of what stands in the inbox without its source, as release 0.1.0 left it; some at a time, in order.

    By its id alone nobody knows an event any more: it would be asked for and heard a second time.
    """
    event_id, after = _INBOX.c.event_id, ""
    query = sa.select(event_id).where(~event_id.contains("/", autoescape=True)).order_by(event_id).limit(BATCH)
    while ids := list(op.get_bind().execute(query.where(event_id > after)).scalars()):
        yield ids
        after = ids[-1]


def name_heard_v1(sources: Mapping[str, str]) -> None:
    """Put before each of these ids in the inbox whose event it is."""
    connection, event_id = op.get_bind(), _INBOX.c.event_id
    ids = connection.execute(sa.select(event_id).where(event_id.in_(sources))).scalars().all()
    names = {f"{sources[each]}/{each}": each for each in ids}
    known = connection.execute(sa.select(event_id).where(event_id.in_(names))).scalars().all()
    again = {names[each] for each in known}  # heard a second time since
    connection.execute(sa.delete(_INBOX).where(event_id.in_(again)))
    for source in set(sources.values()):
        own = [each for each in ids if sources[each] == source and each not in again]
        named = sa.literal(f"{source}/", sa.Text) + event_id
        connection.execute(sa.update(_INBOX).where(event_id.in_(own)).values(event_id=named))


def own_v1(ids: Sequence[str]) -> Mapping[str, str]:
    """The source of those of these events that this service told itself, by id."""
    told = op.get_bind().execute(sa.select(_OUTBOX.c.id, _OUTBOX.c.body).where(_OUTBOX.c.id.in_(ids)))
    return {row.id: _event(row.body).source for row in told}


def source_v1(service: str) -> str | None:
    """The source of a service of the same organisation; None when this one has nothing left of what it told."""
    own = own_source_v1()
    return None if own is None else f"{own.rpartition('-')[0]}-{service}"


def tell_again_v1(*types: str) -> None:
    """Have the relay bring all that was told of these types to the bus once more, for who did not listen then.

    Only while all that was ever told is in the outbox, as in release 0.1.0, which removed nothing: else who heard it
    may have forgotten that, and it would count twice. Then what is younger is told again on request (chassis.told).
    """
    connection = op.get_bind()
    counted = connection.execute(sa.select(sa.func.coalesce(sa.func.sum(_SEQUENCES.c.last), 0))).scalar_one()
    kept = connection.execute(sa.select(sa.func.count()).select_from(_OUTBOX)).scalar_one()
    if kept != counted:
        return
    told = _OUTBOX.c.type.in_(types) & _OUTBOX.c.published_at.is_not(None)
    again = sa.update(_OUTBOX).where(told).values(published_at=None, created_at=datetime.now(UTC))
    will_tell_v1(connection.execute(again).rowcount)


def told_v1(event_type: str) -> Iterator[Event]:
    """What this service told of a type and has in its outbox, oldest first."""
    query = sa.select(_OUTBOX.c.position, _OUTBOX.c.body).where(_OUTBOX.c.type == event_type)
    after = 0
    while True:
        some = query.where(_OUTBOX.c.position > after).order_by(_OUTBOX.c.position).limit(BATCH)
        found = op.get_bind().execute(some).all()
        if not found:
            return
        yield from (_event(row.body) for row in found)
        after = found[-1].position


def heard_v1(events: Sequence[Event]) -> None:
    """Mark events as heard by this service itself: it listens to them from now on, and what they say was filled."""
    now, keys = datetime.now(UTC), [f"{each.source}/{each.id}" for each in events]
    for begin in range(0, len(keys), BATCH):
        some = keys[begin : begin + BATCH]
        known = set(op.get_bind().execute(sa.select(_INBOX.c.event_id).where(_INBOX.c.event_id.in_(some))).scalars())
        rows = [{"event_id": each, "received_at": now} for each in some if each not in known]
        if rows:
            op.get_bind().execute(sa.insert(_INBOX), rows)


def own_source_v1() -> str | None:
    """The source that stands in what this service told; None when it has told nothing that it still has."""
    newest = sa.select(_OUTBOX.c.body).order_by(_OUTBOX.c.position.desc()).limit(1)
    body = op.get_bind().execute(newest).scalar_one_or_none()
    return None if body is None else _event(body).source


def tell_v1(source: str, tellings: Sequence[Telling]) -> int:
    """Tell these in this order, each subject counting on from its last sequence, as `Work.tell` does; how many."""
    now, connection, rows = datetime.now(UTC), op.get_bind(), []
    for each in tellings:
        sequence = _next_sequence(connection, each.subject)
        event = Event(each.id, source, each.type, each.subject, sequence, now, each.data)
        rows.append({"id": event.id, "type": event.type, "body": encode(event).decode(), "created_at": now})
    if rows:
        connection.execute(sa.insert(_OUTBOX), rows)
    return len(rows)


def _next_sequence(connection: sa.Connection, subject: str) -> int:
    table = _SEQUENCES
    last = connection.execute(sa.select(table.c.last).where(table.c.subject == subject)).scalar_one_or_none()
    if last is None:
        connection.execute(sa.insert(table).values(subject=subject, last=1))
        return 1
    connection.execute(sa.update(table).where(table.c.subject == subject).values(last=last + 1))
    return int(last) + 1


def _event(body: str) -> Event:
    """What of a told event is asked here: its names, its sequence and its data."""
    read = json.loads(body)
    names = (read["id"], read["source"], read["type"], read["subject"])
    return Event(*names, int(read["sequence"]), datetime.fromisoformat(read["time"]), read["data"])
