"""The log of events as a feed for backoffices that have no AMQP, and the read models made from it."""

import base64
import binascii
import json
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import JsonValue

from chassis.door import Door, InWork
from chassis.events import HASH_FIELD, Event, encode
from chassis.paging import Cursor, Limit, not_ours
from chassis.security import needs
from chassis.strict import Flag
from chassis.tokens import Caller
from monitoring.bodies.gebeurtenissen import Feed, GebeurtenisView, LeesmodelView, OpnieuwVerwerkt
from monitoring.bodies.keten import Gemeentecode
from monitoring.rechten import Reader, zichtbaar
from monitoring.store import logboek
from monitoring.store.logboek import Zoekvraag
from monitoring.tables import Gebeurtenis
from monitoring.usecases.herbouw import verwerk_geparkeerd
from monitoring.usecases.lees_leesmodel import lees_leesmodel

router = APIRouter(prefix="/v1", route_class=Door, tags=["Gebeurtenissen"])
Administrator = Annotated[Caller, Depends(needs("beheer"))]
Types = Annotated[
    list[Annotated[str, Query(max_length=99)]], Query(alias="type", max_length=20, description="Mag vaker voorkomen.")
]
Subject = Annotated[str | None, Query(min_length=1, max_length=99, description="Waar de gebeurtenis over gaat.")]
Geparkeerd = Annotated[Flag, Query(description="Alleen wat nog in geen enkel cijfer staat.")]


@router.get("/gebeurtenissen", response_model_exclude_unset=True)
async def get_gebeurtenissen(
    work: InWork,
    caller: Reader,
    gemeente: Annotated[Gemeentecode, Query()] = None,
    types: Types = [],  # noqa: B006  FastAPI copies it
    subject: Subject = None,
    geparkeerd: Geparkeerd = False,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Feed:
    """Alle gebeurtenissen van uw gemeenten, oudste eerst. Bewaar `volgende` en vraag later verder: u mist niets.

    Gebruik dit als u gebeurtenissen wilt volgen zonder broker. Kies met `type`, `subject` en `gemeente` wat u wilt
    horen. Is er niets nieuws, dan is `items` leeg en krijgt u dezelfde cursor. Er verandert niets.
    """
    vraag = Zoekvraag(zichtbaar(caller, gemeente), frozenset(types), subject, geparkeerd)
    na_positie = _positie(cursor)
    found = await logboek.zoek(work.session, vraag, na_positie, limit)
    return Feed(items=[_view(each) for each in found], volgende=_cursor(found[-1].positie if found else na_positie))


@router.post("/gebeurtenissen/_opnieuw")
async def post_opnieuw(work: InWork, _caller: Administrator) -> OpnieuwVerwerkt:
    """Verwerk opnieuw wat geparkeerd is: gebeurtenissen van een soort of versie die toen nog niet bekend was.

    Gebruik dit na een nieuwe versie van clientroute. Wat nog steeds onbekend is blijft geparkeerd. Er volgt geen
    gebeurtenis.
    """
    verwerkt, geparkeerd = await verwerk_geparkeerd(work)
    return OpnieuwVerwerkt(aantal_verwerkt=verwerkt, aantal_geparkeerd=geparkeerd)


@router.get("/leesmodel")
async def get_leesmodel(work: InWork, _caller: Administrator) -> LeesmodelView:
    """Hoe ver de cijfers zijn bijgewerkt, en hoe ver een herbouw is.

    Gebruik dit om te zien of de cijfers bij zijn. Een herbouw start u met `clientroute monitoring herbouw`. Er
    verandert niets.
    """
    return await lees_leesmodel(work)


def _view(each: Gebeurtenis) -> GebeurtenisView:
    data: dict[str, JsonValue] = json.loads(each.data)
    data.pop(HASH_FIELD, None)
    event = Event(each.id, each.source, each.type, each.subject, each.sequence, each.time, data)
    reden = {} if each.reden is None else {"reden": each.reden}
    return GebeurtenisView.model_validate(json.loads(encode(event)) | reden)


def _cursor(positie: int) -> str:
    return base64.urlsafe_b64encode(f"p{positie}".encode()).decode()


def _positie(cursor: str | None) -> int:
    """The place in the log after which the page starts. Raises Problem 400 for a cursor that is not ours."""
    if cursor is None:
        return 0
    try:
        tekst = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeError):
        tekst = ""
    if not (tekst.startswith("p") and tekst[1:].isdecimal() and len(tekst) <= 19):
        raise not_ours()
    return int(tekst[1:])
