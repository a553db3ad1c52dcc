"""A service with one route for each thing that the chassis promises about routes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from sqlalchemy import func, insert, select, update
from tests.chassis.proefdienst.tables import metadata, regels, tellers

from chassis.bsn import Bsn
from chassis.door import Door, InWork
from chassis.events import EventData, EventType
from chassis.identifiers import new_id
from chassis.limits import MAX_BODY
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import Problem
from chassis.security import found_for, must_serve, needs
from chassis.service import Service
from chassis.strict import Flag, IsoDate
from chassis.subscriptions import Subscription
from chassis.tokens import Caller
from chassis.work import Work


class Geteld(EventData):
    """Something was counted."""

    nummer: int


GETELD = EventType("nl.wmo.proeven.geteld.v1", Geteld, "Er is geteld.")
Lezer = Annotated[Caller, Depends(needs("proef", "beheer"))]
router = APIRouter(prefix="/v1", route_class=Door)


class Invoer(ApiModel):
    """A body with one field of each kind that can be wrong."""

    naam: str = Field(min_length=2, max_length=5)
    bsn: Bsn
    soort: Literal["een", "twee"]
    dag: IsoDate
    aantal: int = Field(ge=1, le=10)
    lijst: list[int] = Field(default=[], max_length=2)
    zeker: bool = False


class Stand(ApiModel):
    """Where a counter stands."""

    naam: str
    stand: int


async def verhoog(work: Work, naam: str) -> int:
    """Read, add one in Python, write: loses updates unless the transaction is sound."""
    query = select(tellers.c.stand).where(tellers.c.naam == naam).with_for_update()
    stand = int((await work.session.execute(query)).scalar_one()) + 1
    await work.session.execute(update(tellers).where(tellers.c.naam == naam).values(stand=stand))
    return stand


@router.post("/tellers/{naam}", status_code=201)
async def post_teller(work: InWork, naam: str, response: Response, uitkomst: str = "") -> Stand:
    """Begin een teller."""
    await work.session.execute(insert(tellers).values(naam=naam, stand=0))
    await work.tell(GETELD, naam, Geteld(nummer=0))
    if uitkomst == "weigering":
        raise Problem(409, "proef", "Dit kan nu niet.", rule="M1", more={"extra": 1}, headers={"Retry-After": "5"})
    if uitkomst == "crash":
        raise RuntimeError("burgerservicenummer 999900006")
    response.headers["Location"] = f"/v1/tellers/{naam}"
    return Stand(naam=naam, stand=0)


@router.post("/tellers/{naam}/_verhoog")
async def post_verhoog(work: InWork, naam: str) -> Stand:
    """Tel er een bij op."""
    return Stand(naam=naam, stand=await verhoog(work, naam))


@router.get("/tellers/{naam}")
async def get_teller(work: InWork, naam: str) -> Stand:
    """Hoe hoog een teller staat."""
    found = (await work.session.execute(select(tellers).where(tellers.c.naam == naam))).first()
    if found is None:
        raise Problem(404, "niet-gevonden", "Deze teller is er niet.")
    return Stand(naam=found.naam, stand=found.stand)


@router.get("/regels")
async def get_regels(work: InWork, limit: Limit = 50, cursor: Cursor = None) -> Page[str]:
    """De regels."""
    query = select(regels.c.id).order_by(regels.c.id).limit(limit + 1)
    after = read_cursor(cursor)
    if after is not None:
        query = query.where(regels.c.id > after)
    return page_of((await work.session.execute(query)).scalars().all(), limit, key=lambda each: each)


@router.post("/regels", status_code=201)
async def post_regel(work: InWork) -> str:
    """Voeg een regel toe."""
    number = new_id()
    await work.session.execute(insert(regels).values(id=number))
    return number


@router.post("/invoer")
async def post_invoer(body: Invoer) -> Invoer:
    """Geef terug wat er kwam."""
    return body


@router.post("/bytes", max_body_size=MAX_BODY)
async def post_bytes(request: Request) -> int:
    """Hoe groot het verzoek was."""
    return len(await request.body())


@router.get("/ik")
async def get_ik(caller: Lezer) -> list[str]:
    """Wie u bent."""
    return [caller.name, *sorted(caller.scopes)]


@router.get("/gemeenten/{gemeente}")
async def get_gemeente(caller: Lezer, gemeente: str) -> str:
    """Alleen voor uw eigen gemeente."""
    must_serve(caller, gemeente)
    return gemeente


@dataclass(frozen=True)
class Geheim:
    """Something of one municipality."""

    gemeente: str


@router.get("/geheimen/{gemeente}")
async def get_geheim(work: InWork, caller: Lezer, gemeente: str) -> str:
    """Bestaat alleen voor uw eigen gemeente."""
    return found_for(work, caller, Geheim(gemeente), "dit geheim").gemeente


@router.post("/geheimen/{gemeente}", status_code=201)
async def post_geheim(work: InWork, caller: Lezer, gemeente: str, body: Stand, proef: Flag = False) -> Stand:
    """Houd een stand bij van een gemeente; bij een proef wordt er niets bewaard."""
    must_serve(caller, gemeente)
    if proef:
        return Stand(naam="proef", stand=0)
    await work.session.execute(insert(tellers).values(naam=body.naam, stand=body.stand))
    return body


@router.post("/wacht/{seconden}")
async def post_wacht(work: InWork, seconden: int) -> str:
    """Houd de database zo lang bezig."""
    await work.session.execute(select(func.pg_sleep(seconden)))
    return "klaar"


def proefdienst(name: str = "proef", subscriptions: tuple[Subscription, ...] = ()) -> Service:
    """The service, under a name of its own."""
    return Service(
        name=name,
        title="clientroute proef",
        about="Alleen voor tests.",
        folder=Path(__file__).parent,
        metadata=metadata,
        routers=(router,),
        publishes=(GETELD,),
        subscriptions=subscriptions,
    )
