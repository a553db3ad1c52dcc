"""What a service told beside what others heard of it: an event that got lost on the way is told again.

A broker that loses a queue loses what was in it, and nobody is told. So every worker now and then asks each other
service what it told, and has it tell again what never came in here. Who heard it already knows it by its inbox. What a
service tells itself goes over the bus too, and gets lost as well: that it looks up in its own outbox.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import httpx
from pydantic import BaseModel
from sqlalchemy import ColumnElement, func, select, union_all, update

from chassis import tables
from chassis.bus_rabbit import queue_state
from chassis.database import upsert
from chassis.log import EVENTS_MISSED, PEER_ASKED_IN_VAIN, log
from chassis.service import Errand, Room
from chassis.subscriptions import wanted
from chassis.work import Work

SETTLED = timedelta(minutes=1)
"""What is on the bus this long was heard by who is well and has nothing waiting."""
PAGE = 500
FIVE_MINUTES = 300.0
ITSELF = "zelf"
"""Under this name stands until where all that a service told itself came in; its own name is taken (compared_until)."""


@dataclass(frozen=True)
class Told:
    """An event that the bus has; `position` counts up over all events of the sender."""

    position: int
    id: str
    type: str


class _Told(BaseModel):
    id: str
    type: str


class _Page(BaseModel):
    items: tuple[_Told, ...]
    volgende: str | None


async def told(work: Work, after: int, limit: int) -> Sequence[Told]:
    """What this service told after a position, in order.

    Nothing from before half of the time that events are kept: by then who heard it may have forgotten that.
    """
    table = tables.outbox.c
    since, until = work.now - timedelta(days=work.settings.kept_days) / 2, work.now - SETTLED
    query = select(table.position, table.id, table.type).where(
        table.position > after, table.published_at > since, table.published_at < until
    )
    return [Told(*row) for row in await work.session.execute(query.order_by(table.position).limit(limit))]


async def tell_again(work: Work, ids: Sequence[str]) -> int:
    """Have the relay bring these events to the bus once more; how many there were."""
    table = tables.outbox
    again = update(table).where(table.c.id.in_(ids), table.c.published_at.is_not(None))
    values = {"published_at": None, "created_at": work.now}  # it waits since now, not since it was told first
    return len((await work.session.execute(again.values(values).returning(table.c.id))).all())


async def newest_heard(work: Work, source: str) -> str | None:
    """The id of the newest event of a sender that came in here; ids sort by time."""
    newest = (await work.session.execute(select(func.max(tables.inbox.c.event_id)).where(*_heard(source)))).scalar_one()
    return newest and str(newest).removeprefix(f"{source}/")


async def heard_after(work: Work, source: str, after: str) -> set[str]:
    """The ids of what came in here of a sender after this one."""
    found = (await work.session.execute(select(tables.inbox.c.event_id).where(*_heard(source, after)))).scalars()
    return {str(each).removeprefix(f"{source}/") for each in found}


def _heard(source: str, after: str = "") -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    key = tables.inbox.c.event_id
    return key > f"{source}/{after}", key < f"{source}/g"  # an id begins with a hex digit


async def catch_up(room: Room) -> None:
    """Have told again what was told and never came in. Not while events wait: those are on their way."""
    waiting = await queue_state(room.settings, room.service.name)
    if waiting is None or waiting.waiting:
        return
    await _catch_up_with_itself(room)
    for name, peer in room.peers.items():
        try:
            await _catch_up_with(room, name, peer)
        except httpx.HTTPError as error:
            log(PEER_ASKED_IN_VAIN, service=room.service.name, peer=name, error=type(error).__name__)


async def _catch_up_with(room: Room, name: str, peer: httpx.AsyncClient) -> None:
    async with room.work(writes=False) as work:
        cursor = await compared_until(work, name)
    while not room.stopping.is_set():
        query = {"limit": str(PAGE)} if cursor is None else {"limit": str(PAGE), "cursor": cursor}
        answer = (await peer.get("/v1/verteld", params=query)).raise_for_status()
        page = _Page.model_validate_json(answer.content)
        async with room.work(writes=False) as work:
            missed = await missed_of(work, room, name, {each.id: each.type for each in page.items})
        if missed:
            (await peer.post("/v1/verteld/_opnieuw", json={"ids": missed})).raise_for_status()
            log(EVENTS_MISSED, service=room.service.name, peer=name, count=len(missed))
        if missed or page.volgende is None:
            return  # the same page is looked at again the next time: until all of it came in
        cursor = page.volgende
        async with room.work() as work:
            await keep_compared(work, name, cursor)


async def _catch_up_with_itself(room: Room) -> None:
    name = room.service.name
    while not room.stopping.is_set():
        async with room.work() as work:
            page = await told(work, int(await compared_until(work, ITSELF) or 0), PAGE)
            missed = await missed_of(work, room, name, {each.id: each.type for each in page})
            if missed:
                await tell_again(work, missed)
            elif len(page) == PAGE:
                await keep_compared(work, ITSELF, str(page[-1].position))
        if missed:
            log(EVENTS_MISSED, service=name, peer=name, count=len(missed))
        if missed or len(page) < PAGE:
            return


async def compared_until(work: Work, name: str) -> str | None:
    """Until where all that a service told came in: a cursor, or under our own name what `clientroute herstel` kept.

    Of what we told ourselves it is a position in our outbox, under ITSELF.
    """
    table = tables.compared.c
    return (await work.session.execute(select(table.cursor).where(table.service == name))).scalar_one_or_none()


async def keep_compared(work: Work, name: str, cursor: str) -> None:
    """What `compared_until` gives from now on."""
    row = {"service": name, "cursor": cursor}
    stored = upsert(work.session, tables.compared).values(row)
    await work.session.execute(stored.on_conflict_do_update(index_elements=["service"], set_=row))


async def missed_of(work: Work, room: Room, name: str, types: Mapping[str, str]) -> list[str]:
    """Which events of a service, by id their type, are for this one and neither heard nor among its dead letters."""
    ours = [each for each, event_type in types.items() if wanted(room.service.subscriptions, event_type)]
    keys = {f"{room.source_of(name)}/{each}": each for each in ours}
    inbox, dead = tables.inbox.c.event_id, tables.dead_letters.c.event_id
    known = union_all(select(inbox).where(inbox.in_(keys)), select(dead).where(dead.in_(keys)))
    heard = set((await work.session.execute(known)).scalars())
    return [event_id for key, event_id in keys.items() if key not in heard]


BIJPRATEN = Errand("bijpraten", FIVE_MINUTES, catch_up)
"""In every worker on a broker."""
