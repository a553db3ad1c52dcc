"""The routes by which an administrator sees what waits, and takes it up again."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field

from chassis.door import Door, InWork
from chassis.health import Administrator
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, moment_key, page_of, read_moment_cursor
from chassis.problems import Problem, not_found
from chassis.service import Room
from chassis.waiting import Wait, Waiting, release

router = APIRouter(prefix="/v1/wachtend", route_class=Door, tags=["Beheer"])


class WachtendView(ApiModel):
    """Something that waits: since when, for what, and whether it can be taken up again."""

    soort: str
    id: str
    aantal: int
    sinds: datetime
    waarop: str
    tot: datetime | None
    gemeente: str | None
    kan_hervat: bool


class WachtendHervatting(ApiModel):
    """What to take up again, and why."""

    soort: Annotated[str, Field(min_length=1, max_length=40)]
    id: Annotated[str, Field(min_length=1, max_length=60)]
    reden: Annotated[str, Field(min_length=5, max_length=200, description="Geen persoonsgegevens.")]


class WachtendHervat(ApiModel):
    """How many went on."""

    aantal: int


@router.get("")
async def get_wachtend(
    work: InWork, request: Request, caller: Administrator, limit: Limit = 50, cursor: Cursor = None
) -> Page[WachtendView]:
    """Wat in deze dienst ergens op wacht en een mens vraagt, oudste eerst.

    Gebruik dit om te zien wat blijft liggen: sinds wanneer, waarop, en of u het zelf verder kunt laten gaan. Wat niet
    verwerkt kon worden staat bij `dead-letters`. Er verandert niets.
    """
    room: Room = request.app.state.room
    found = [(wait, each) for wait in room.service.waits for each in await wait.find(work) if each.is_for(caller)]
    views = sorted((_view(*each) for each in found), key=_place)
    after = read_moment_cursor(cursor)
    return page_of([each for each in views if after is None or _place(each) > after][: limit + 1], limit, key=_key)


@router.post("/_hervat")
async def hervat_wachtend(
    work: InWork, request: Request, body: WachtendHervatting, caller: Administrator
) -> WachtendHervat:
    """Laat verder gaan wat wacht, zonder te wachten op wat nog niet kwam. De reden komt in het log van de dienst.

    Gebruik dit als u weet dat het wachten niets meer oplevert, of dat de oorzaak weg is. Er gebeurt dan wat anders na
    het wachten was gebeurd, met de gebeurtenissen die daarbij horen.
    """
    room: Room = request.app.state.room
    wait = next((each for each in room.service.waits if each.name == body.soort), None)
    found = [each for each in await wait.find(work) if each.id == body.id and each.is_for(caller)] if wait else []
    if wait is None or not found:
        raise not_found("iets dat zo wacht")
    if wait.release is None:
        raise Problem(409, "wachtend", f"Dit gaat pas verder als het er is: {found[0].waits_for}")
    return WachtendHervat(aantal=await release(work, wait, body.id, body.reden, caller.name))


def _view(wait: Wait, each: Waiting) -> WachtendView:
    return WachtendView(
        soort=wait.name,
        id=each.id,
        aantal=each.count,
        sinds=each.since,
        waarop=each.waits_for,
        tot=each.until,
        gemeente=each.gemeente,
        kan_hervat=wait.release is not None,
    )


def _place(view: WachtendView) -> tuple[datetime, str]:
    return view.sinds, f"{view.soort} {view.id}"


def _key(view: WachtendView) -> str:
    return moment_key(*_place(view))
