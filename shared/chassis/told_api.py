"""What a service told, for the other services: to see what they never heard, and have it told again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import Field

from chassis import told
from chassis.door import Door, InWork
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, not_ours, page_of, read_cursor
from chassis.security import must_serve_everywhere, needs
from chassis.service import Room
from chassis.tokens import Caller

router = APIRouter(prefix="/v1", route_class=Door, tags=["Beheer"])


async def _a_service(caller: Annotated[Caller, Depends(needs("verteld"))]) -> Caller:
    """Raises Problem 403 for who does not work for all municipalities: what was told is of all."""
    must_serve_everywhere(caller, "verteld", "Dit is voor de diensten onderling: zij werken voor alle gemeenten.")
    return caller


Dienst = Annotated[Caller, Depends(_a_service)]


class VerteldView(ApiModel):
    """An event that this service told."""

    positie: int
    id: str
    type: str


class OpnieuwVertellen(ApiModel):
    """Which events to tell again."""

    ids: Annotated[list[Annotated[str, Field(max_length=36)]], Field(min_length=1, max_length=told.PAGE)]


class Hertelling(ApiModel):
    """How many events are told again."""

    aantal: int


class GehoordView(ApiModel):
    """The last that this service heard of another one."""

    laatste_id: str | None


@router.get("/gehoord/{dienst}")
async def get_gehoord(
    request: Request, work: InWork, _caller: Dienst, dienst: Annotated[str, Path(max_length=40)]
) -> GehoordView:
    """Het id van de nieuwste gebeurtenis van een andere dienst die hier binnenkwam, of leeg.

    Gebruik dit om te zien of een dienst ouder is dan wat anderen van haar hoorden, zoals na het terugzetten van een
    back-up. De diensten vragen het elkaar als zij starten. Er verandert niets.
    """
    room: Room = request.app.state.room
    return GehoordView(laatste_id=await told.newest_heard(work, room.source_of(dienst)))


@router.get("/verteld")
async def get_verteld(work: InWork, _caller: Dienst, limit: Limit = 100, cursor: Cursor = None) -> Page[VerteldView]:
    """Wat deze dienst vertelde, oudste eerst: van elke gebeurtenis het nummer, het type en de plek.

    Gebruik dit om te zien of er onderweg gebeurtenissen verloren gingen. De diensten doen dat elke vijf minuten zelf.
    Wat ouder is dan de helft van de bewaartermijn staat er niet in. Er verandert niets.
    """
    found = await told.told(work, _position(cursor), limit + 1)
    items = [VerteldView(positie=each.position, id=each.id, type=each.type) for each in found]
    return page_of(items, limit, key=lambda each: str(each.positie))


@router.post("/verteld/_opnieuw")
async def post_verteld_opnieuw(work: InWork, body: OpnieuwVertellen, _caller: Dienst) -> Hertelling:
    """Vertel gebeurtenissen opnieuw. Wie ze al hoorde, doet er niets mee.

    Gebruik dit voor wat een ontvanger niet hoorde. De dienst vertelt precies wat er toen gebeurde, nog een keer.
    """
    return Hertelling(aantal=await told.tell_again(work, body.ids))


def _position(cursor: str | None) -> int:
    key = read_cursor(cursor) or "0"
    if not (key.isdecimal() and key.isascii() and len(key) < 19):
        raise not_ours()
    return int(key)
