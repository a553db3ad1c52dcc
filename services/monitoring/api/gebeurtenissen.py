"""The log of events as a feed, and the read models made from it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit
from chassis.security import needs
from chassis.tokens import Caller
from monitoring.api.rechten import Reader
from monitoring.bodies.gebeurtenissen import Feed, Herspeeld, LeesmodelView
from monitoring.bodies.keten import Gemeentecode
from monitoring.usecases.herbouw import speel_geparkeerd
from monitoring.usecases.lees_gebeurtenissen import kies_gebeurtenissen, lees_gebeurtenissen, lees_leesmodel

router = APIRouter(prefix="/v1", route_class=Door, tags=["Gebeurtenissen"])
Administrator = Annotated[Caller, Depends(needs("beheer"))]
Types = Annotated[
    list[Annotated[str, Query(max_length=99)]], Query(alias="type", max_length=20, description="Mag vaker voorkomen.")
]
Subject = Annotated[str | None, Query(min_length=1, max_length=99, description="Waar de gebeurtenis over gaat.")]
Geparkeerd = Annotated[bool, Query(description="Alleen wat nog in geen enkel cijfer staat.")]


@router.get("/gebeurtenissen")
async def list_gebeurtenissen(
    work: InWork,
    caller: Reader,
    gemeente: Annotated[Gemeentecode, Query()] = None,
    types: Types = [],  # noqa: B006  FastAPI copies it
    subject: Subject = None,
    geparkeerd: Geparkeerd = False,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Feed:
    """Alle gebeurtenissen van uw gemeenten, oudste eerst. Bewaar `volgende` en vraag later verder: u mist niets."""
    vraag = kies_gebeurtenissen(caller, gemeente, types, subject, geparkeerd=geparkeerd)
    return await lees_gebeurtenissen(work, vraag, cursor, limit)


@router.post("/gebeurtenissen/_opnieuw")
async def replay_geparkeerd(work: InWork, _caller: Administrator) -> Herspeeld:
    """Verwerk opnieuw wat geparkeerd is: gebeurtenissen van een soort of versie die toen nog niet bekend was."""
    verwerkt, geparkeerd = await speel_geparkeerd(work)
    return Herspeeld(verwerkt=verwerkt, geparkeerd=geparkeerd)


@router.get("/leesmodel")
async def get_leesmodel(work: InWork, _caller: Administrator) -> LeesmodelView:
    """Hoe ver de cijfers zijn bijgewerkt, en hoe ver een herbouw is."""
    return await lees_leesmodel(work)
