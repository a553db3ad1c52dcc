"""A database that was put back from a backup: older than what others heard from it, and then nobody works on it."""

import asyncio
from typing import Annotated

import httpx
from pydantic import BaseModel, Field
from sqlalchemy import func, select

from chassis import tables
from chassis.migrations import DatabaseError
from chassis.service import Room
from chassis.told import compared_until

ASK_SECONDS = 2.0
"""Who takes longer is asked the next time: readiness waits for no other service."""


class _Heard(BaseModel):
    laatste: Annotated[str | None, Field(alias="laatsteId")]


async def check_restored(room: Room) -> None:
    """Raises DatabaseError when another service heard what the database of this one does not know that it told.

    It would give out the same numbers again. Who does not answer is asked the next time; who answered once never again.
    """
    if not room.unasked:
        return
    names = sorted(room.unasked)
    answers = await asyncio.gather(*(_ask(room, each) for each in names))
    known = await newest_told(room)  # only now: what they heard meanwhile was written here before
    for name, heard in zip(names, answers, strict=True):
        if heard is None:
            continue
        if known is not None and heard.laatste is not None and heard.laatste > known:
            raise DatabaseError(
                f"De database van {room.service.name} is ouder dan wat {name} van haar hoorde: er is een back-up "
                f"teruggezet. Doe eerst: clientroute herstel {room.service.name}"
            )
        room.unasked.discard(name)


async def _ask(room: Room, name: str) -> _Heard | None:
    """What another service heard last; None when it does not say so in time."""
    try:
        async with asyncio.timeout(ASK_SECONDS):
            answer = (await room.peers[name].get(f"/v1/gehoord/{room.service.name}")).raise_for_status()
    except (httpx.HTTPError, TimeoutError):
        return None
    return _Heard.model_validate_json(answer.content)


async def newest_told(room: Room) -> str | None:
    """The newest id that the database knows, '' when it never told anything; None when that cannot be known."""
    async with room.work(writes=False) as work:
        newest = (await work.session.execute(select(func.max(tables.outbox.c.id)))).scalar_one()
        ever = (await work.session.execute(select(tables.sequences.c.subject).limit(1))).first()
        accepted = await compared_until(work, room.service.name)
    if newest is None and accepted is None and ever is not None:
        return None  # housekeeping removed all that was told: it is long ago
    return max(newest or "", accepted or "")
