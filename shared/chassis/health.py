"""Is it alive, can it work, and how much is waiting: for the platform and for monitoring."""

import asyncio
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from chassis.away import READ_ONLY, is_away, state_of
from chassis.bus_rabbit import queue_state
from chassis.consumer import count_dead_letters, dead_letter_body, dead_letters, drop, replay, replay_all
from chassis.door import Door, Guarded, InWork
from chassis.events import gemeenten_in
from chassis.migrations import DatabaseError
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, moment_key, page_of, read_moment_cursor
from chassis.problems import Problem, not_found
from chassis.relay import backlog, oldest_unpublished, relay_runs
from chassis.restored import check_restored
from chassis.security import needs
from chassis.service import Room
from chassis.tokens import Caller
from chassis.work import Work

READY_SECONDS = 3.0
PROBES = frozenset({"/livez", "/readyz"})

probes = APIRouter(include_in_schema=False)
router = APIRouter(prefix="/v1", route_class=Door, tags=["Beheer"])
replays = APIRouter(prefix="/v1", route_class=Guarded, tags=["Beheer"])
"""Not behind the door: a replay opens a unit of work of its own, as a worker does."""
Administrator = Annotated[Caller, Depends(needs("beheer"))]


class Health(ApiModel):
    """Whether the process can do its work, and if not, what is wrong."""

    status: str
    fouten: dict[str, str]


@probes.get("/livez")
async def livez() -> Health:
    """The process runs."""
    return Health(status="ok", fouten={})


@probes.get("/readyz")
async def readyz(request: Request, response: Response, exclude: Annotated[Sequence[str], Query()] = ()) -> Health:
    """The process can work, its database takes changes, and what it tells is published. 503 otherwise.

    `exclude` leaves out what whoever asks does not go by, as with Kubernetes: a load balancer `relay` and `outbox`.
    """
    found = await check_health(request.app.state.room)
    health = _health({part: why for part, why in found.fouten.items() if part not in exclude})
    if health.fouten:
        response.status_code = 503
    return health


async def check_health(room: Room) -> Health:
    """Ask the database, look at the parts of this process, and whether events of the service leave, wherever from."""
    errors: dict[str, str] = {}
    try:
        async with asyncio.timeout(READY_SECONDS):
            async with room.work(writes=False) as work:
                await room.database.check(work.session)
                errors = await _of_the_outbox(room, work)
            await check_restored(room)
    except DatabaseError as restored:
        errors["database"] = str(restored)
    except Exception as error:
        if not is_away(error):
            raise
        errors["database"] = "alleen lezen" if state_of(error) == READ_ONLY else type(error).__name__
    return _health(errors | room.failures)


async def _of_the_outbox(room: Room, work: Work) -> dict[str, str]:
    """What is wrong with it: that no process relays, or that an event waits too long, both for as long as the setting.

    Relays take over from each other, and a process may start before the worker.
    """
    errors, limit, now = {}, room.settings.outbox_seconds, time.monotonic()
    if await relay_runs(room, work):
        room.relay_seen = now
    elif now - room.relay_seen > limit:
        errors["relay"] = "er draait geen relay voor deze dienst"
    oldest = await oldest_unpublished(work)
    if oldest is not None and room.clock() - oldest > timedelta(seconds=limit):
        errors["outbox"] = f"de oudste gebeurtenis wacht langer dan {limit} seconden"
    return errors


def _health(errors: dict[str, str]) -> Health:
    return Health(status="fout" if errors else "ok", fouten=errors)


class Voorraad(ApiModel):
    """What waits in this service: events that are not on the bus yet, and events that could not be handled."""

    outbox: int
    oudste: datetime | None
    dead_letters: int
    wachtrij: int | None = None
    """Events on the broker that nobody took yet; null without a broker, or when it does not answer."""
    lezers: int | None = None
    """Workers that take from that queue."""


class DeadLetterView(ApiModel):
    """An event that could not be handled, and why."""

    id: str
    type: str
    reden: str
    sinds: datetime


@router.get("/werkvoorraad")
async def werkvoorraad(request: Request, work: InWork, _caller: Administrator) -> Voorraad:
    """Hoeveel gebeurtenissen er wachten, sinds wanneer, en hoeveel er klaarstaan op de broker.

    Gebruik dit om te bewaken of de dienst bij is. Groeit `outbox` of `wachtrij`, kijk dan of de workers draaien. Er
    verandert niets.
    """
    return await count_waiting(work, request.app.state.room.service.name)


async def count_waiting(work: Work, service: str) -> Voorraad:
    """What waits in this service, here and on the broker."""
    waiting, queue = await backlog(work), await queue_state(work.settings, service)
    return Voorraad(
        outbox=waiting.waiting,
        oudste=waiting.oldest,
        dead_letters=await count_dead_letters(work),
        wachtrij=queue.waiting if queue else None,
        lezers=queue.consumers if queue else None,
    )


@router.get("/dead-letters")
async def list_dead_letters(
    work: InWork, caller: Administrator, limit: Limit = 50, cursor: Cursor = None
) -> Page[DeadLetterView]:
    """De gebeurtenissen over uw gemeenten die niet verwerkt konden worden, met de reden, oudste eerst.

    Gebruik dit om te zien wat er mis ging en hoe vaak. De inhoud leest u met `_bekijk`. Een gebeurtenis die geen
    gemeente noemt of niet te lezen is, ziet alleen wie voor alle gemeenten werkt. Er verandert niets.
    """
    found = [
        DeadLetterView(id=each.event_id, type=each.type, reden=each.reason, sinds=each.created_at)
        for each in await dead_letters(work, read_moment_cursor(cursor))
        if caller.serves_all(each.gemeenten)
    ]
    return page_of(found[: limit + 1], limit, key=lambda each: moment_key(each.sinds, each.id))


class Opnieuw(ApiModel):
    """Which dead letter to handle again."""

    id: str


class DeadLetterInhoud(ApiModel):
    """A dead letter as it came off the bus."""

    id: str
    inhoud: str


class Verwijdering(ApiModel):
    """Which dead letter to throw away, and why."""

    id: str
    reden: Annotated[str, Field(min_length=5, max_length=200, description="Geen persoonsgegevens.")]


class Herspeeld(ApiModel):
    """How many dead letters were handled, and how many stay."""

    verwerkt: int
    gebleven: int


@router.post("/dead-letters/_bekijk")
async def look_into_dead_letter(work: InWork, body: Opnieuw, caller: Administrator) -> DeadLetterInhoud:
    """Bekijk een gebeurtenis die niet verwerkt kon worden.

    Gebruik dit om de oorzaak te vinden. U krijgt de gebeurtenis zoals zij van de broker kwam. Er verandert niets.
    """
    return DeadLetterInhoud(id=body.id, inhoud=await _inhoud(work, caller, body.id))


@router.post("/dead-letters/_verwijder", status_code=204)
async def drop_dead_letter(work: InWork, body: Verwijdering, caller: Administrator) -> None:
    """Gooi een gebeurtenis weg die niet verwerkt kon worden. De reden staat daarna in het logboek van de dienst.

    Gebruik dit alleen als zeker is dat niemand de gebeurtenis nog nodig heeft: weg is weg. Er volgt geen gebeurtenis.
    """
    await _inhoud(work, caller, body.id)
    if not await drop(work, body.id, body.reden, caller.name):
        raise not_found("deze gebeurtenis")


async def _inhoud(work: Work, caller: Caller, event_id: str) -> str:
    """The body of a dead letter. Raises Problem 404 when there is none, or it is about another municipality."""
    inhoud = await dead_letter_body(work, event_id)
    if inhoud is None or not caller.serves_all(gemeenten_in(inhoud)):
        raise not_found("deze gebeurtenis")
    return inhoud


@replays.post("/dead-letters/_herspeel")
async def replay_dead_letters(request: Request, caller: Administrator) -> Herspeeld:
    """Verwerk opnieuw wat van uw gemeenten niet verwerkt kon worden, oudste eerst. Wat weer niet lukt blijft staan.

    Gebruik dit als de oorzaak is weggenomen. Wat bij het verwerken hoort gebeurt alsnog, ook de gebeurtenissen die de
    dienst dan zelf vertelt.
    """
    verwerkt, gebleven = await replay_all(request.app.state.room, caller)
    return Herspeeld(verwerkt=verwerkt, gebleven=gebleven)


@replays.post("/dead-letters/_opnieuw", status_code=204)
async def replay_dead_letter(request: Request, body: Opnieuw, caller: Administrator) -> None:
    """Verwerk een gebeurtenis opnieuw. Lukt het weer niet, dan blijft zij staan en zegt het antwoord waarom.

    Gebruik dit om na een herstel eerst één gebeurtenis te proberen. Lukt het, dan verdwijnt zij uit de lijst en vertelt
    de dienst wat bij de verwerking hoort.
    """
    room: Room = request.app.state.room
    async with room.work(writes=False) as work:
        await _inhoud(work, caller, body.id)
    try:
        found = await replay(room, body.id)
    except Exception as error:  # whatever the handler meets again
        if is_away(error):
            raise
        raise Problem(409, "dead-letter", f"Het lukte weer niet: {type(error).__name__}.") from error
    if not found:
        raise not_found("deze gebeurtenis")
