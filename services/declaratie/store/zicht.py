"""Who may see what: a provider its own, a municipality what is of its clients, and the lines that it pays for (M83)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from chassis.visible import of_caller, of_gemeenten
from declaratie.tables import Aandachtspunt, Declaratie, Prestatie

T = TypeVar("T")


@dataclass(frozen=True)
class Zicht:
    """What the caller may see: all of one provider, or all that concerns municipalities."""

    agb: str | None
    gemeenten: Collection[str]


def gelijk_aan(gevraagd: Mapping[InstrumentedAttribute[T], object]) -> list[ColumnElement[bool]]:
    """The conditions of a list that may be narrowed: per column its value; None is no limit."""
    return [kolom == waarde for kolom, waarde in gevraagd.items() if waarde is not None]


def declaratie_van(zicht: Zicht) -> ColumnElement[bool]:
    """Whole declarations: of the municipality that they were sent to. Who pays for some lines sees those only."""
    return of_caller(Declaratie.agb, Declaratie.gemeente, zicht.agb, zicht.gemeenten)


def prestatie_van(zicht: Zicht, tabel: type[Prestatie] | type[Aandachtspunt] = Prestatie) -> ColumnElement[bool]:
    """Lines, or points on lines: of the client's municipality, and of the one that pays."""
    eigen = of_caller(tabel.agb, tabel.gemeente, zicht.agb, zicht.gemeenten)
    if zicht.agb is not None:
        return eigen
    # Said so that the small index on what another municipality pays serves.
    betaalt = and_(tabel.budgethouder != tabel.gemeente, of_gemeenten(tabel.budgethouder, zicht.gemeenten))
    return or_(eigen, betaalt)
