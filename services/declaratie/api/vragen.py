"""What the routes over judged lines share: who may see what, months in an address, and cursors of several parts."""

import json
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.paging import not_ours, read_cursor
from chassis.readers import Readers
from chassis.security import needs
from chassis.service import Room
from chassis.tokens import Caller
from declaratie.bodies.codes import Agb, Gemeente, Maand, ProductCode
from declaratie.domain.kalender import laatste_van_maand
from declaratie.store.zicht import Zicht

Lezer = Annotated[Caller, Depends(needs("berichten", "declaratie"))]
"""A provider, or somebody of a municipality."""
Beoordelaar = Annotated[Caller, Depends(needs("declaratie"))]
"""Somebody of a municipality who looks at what was granted."""
Betaler = Annotated[Caller, Depends(needs("betalen"))]
"""Somebody who pays for a municipality."""
BetaalLezer = Annotated[Caller, Depends(needs("berichten", "betalen"))]
"""A provider, or somebody who pays."""


async def _kinderen(request: Request) -> Readers:
    room: Room = request.app.state.room
    return room.readers


Kinderen = Annotated[Readers, Depends(_kinderen)]
"""The child processes that do what takes memory."""
VraagAgb = Annotated[Agb | None, Query()]
VraagGemeente = Annotated[Gemeente | None, Query()]
VraagBudgethouder = Annotated[Gemeente | None, Query(description="CBS-code van de gemeente die betaalt.")]
VraagCode = Annotated[ProductCode | None, Query(description="Productcode.")]
VraagMaand = Annotated[Maand | None, Query()]


def zicht_van(caller: Caller) -> Zicht:
    """A provider sees its own lines only, a municipality those of its clients and those that it pays for."""
    return Zicht(caller.agb, caller.gemeenten)


def eerste_dag(maand: str | None) -> date | None:
    """The first day of a month such as "2023-05"."""
    return None if maand is None else date.fromisoformat(f"{maand}-01")


def laatste_dag(maand: str | None) -> date | None:
    """The last day of a month such as "2023-05"."""
    eerste = eerste_dag(maand)
    return None if eerste is None else laatste_van_maand(eerste)


def maand_van(dag: date) -> str:
    """The month of a day, such as "2023-05"."""
    return f"{dag:%Y-%m}"


Deel = str | int


def cursor_van(*delen: Deel) -> str:
    """What a list is sorted by, as the text in a cursor: texts as they come may hold anything."""
    return json.dumps(delen)


def lees_cursor(cursor: str | None, soorten: tuple[type[Deel], ...]) -> tuple[Deel, ...] | None:
    """The parts that `cursor_van` was given, of these types. Raises Problem 400 for a cursor that is not ours."""
    tekst = read_cursor(cursor)
    if tekst is None:
        return None
    try:
        delen = json.loads(tekst)
    except ValueError:
        delen = None
    if not isinstance(delen, list) or tuple(map(type, delen)) != soorten or not all(map(_past, delen)):
        raise not_ours()
    return tuple(delen)


def _past(deel: Deel) -> bool:
    """Whether both databases can hold it as a number."""
    return isinstance(deel, str) or 0 <= deel < 2**31
