"""The figures as they are read: sums of the active generation, people in it, and what is open in it.

A sum may be added up further; people may not: who has help from two providers is one person for both together. So they
are counted here, over whatever is asked for together, and nowhere else.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, Subquery, and_, case, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from monitoring.domain.cijfers import Niveau, Verdeling
from monitoring.domain.dekking import Hulp
from monitoring.domain.herkomst import Deel, telling
from monitoring.domain.maanden import maand_met_nummer, maandnummer
from monitoring.domain.maten import CLIENT, Maat
from monitoring.domain.selectie import Selectie
from monitoring.store.selectie import ACTIEF, waar
from monitoring.tables import Cijfer, Clientperiode
from wetten import Wet

KOLOMMEN: Mapping[Verdeling, InstrumentedAttribute[str] | InstrumentedAttribute[date]] = {
    "maand": Cijfer.maand,
    "gemeente": Cijfer.gemeente,
    "agb": Cijfer.agb,
    "code": Cijfer.code,
    "kenmerk": Cijfer.kenmerk,
    "wet": Cijfer.wet,
}
VAN_CLIENTEN: Mapping[Verdeling, InstrumentedAttribute[str]] = {
    "gemeente": Clientperiode.gemeente,
    "agb": Clientperiode.agb,
    "code": Clientperiode.code,
    "wet": Clientperiode.wet,
}
"""By what people can be told apart, beside their months."""


@dataclass(frozen=True)
class Som:
    """A sum of figures; a field that was not asked for is empty."""

    maat: Maat
    waarde: int
    maand: date = date.min
    gemeente: str = ""
    agb: str = ""
    code: str = ""
    kenmerk: str = ""
    wet: str = ""

    def per(self, verdeling: Verdeling) -> str:
        """Of what it is the sum."""
        match verdeling:
            case "maand":
                return self.maand.isoformat()
            case "gemeente":
                return self.gemeente
            case "agb":
                return self.agb
            case "code":
                return self.code
            case "kenmerk":
                return self.kenmerk
            case "wet":
                return self.wet


class _Plek(Deel, total=False):
    wet: str


def _plek(per: Sequence[Verdeling], waarden: Iterable[object]) -> _Plek:
    """The values of these columns."""
    return cast(_Plek, dict(zip(per, waarden, strict=True)))


async def sommen(session: AsyncSession, selectie: Selectie, maten: Collection[Maat], *per: Verdeling) -> list[Som]:
    """Figures per maat and per each of `per`, in that order.

    CLIENT gives the people that have help; over several months each counts once in each of them.
    """
    optelbaar = [maat for maat in maten if maat is not CLIENT]
    gevonden = await _opgeteld(session, selectie, optelbaar, per) if optelbaar else []
    return [*gevonden, *(await _clienten(session, selectie, per) if CLIENT in maten else [])]


async def _opgeteld(
    session: AsyncSession, selectie: Selectie, maten: Collection[Maat], per: Sequence[Verdeling]
) -> list[Som]:
    """What may be added up: what was added up already as far as that is no more than was asked for (Niveau)."""
    bij_naam = {maat.naam: maat for maat in maten}
    groepen = [Cijfer.maat, *(KOLOMMEN[naam] for naam in per)]
    som = func.sum(Cijfer.waarde)
    query = (
        select(Cijfer.maat, som, *(KOLOMMEN[naam] for naam in per))
        .where(Cijfer.generatie == ACTIEF, or_(*_delen(selectie, list(bij_naam), per)))
        .group_by(*groepen)
        .having(som != 0)
        .order_by(*groepen)
    )
    rows = await session.execute(query)
    return [_som(selectie, bij_naam[naam], int(waarde), _plek(per, plek)) for naam, waarde, *plek in rows]


def _som(selectie: Selectie, maat: Maat, waarde: int, plek: _Plek) -> Som:
    """A sum that knows where it comes from."""
    van_wet = plek.get("wet")
    deel = replace(selectie, wet=Wet(van_wet)) if van_wet else selectie
    waar = {naam: each for naam, each in plek.items() if naam != "wet"}
    return Som(maat, telling(waarde, maat, deel, **cast(Deel, waar)), **plek)


def _delen(selectie: Selectie, namen: Sequence[str], per: Sequence[Verdeling]) -> list[ColumnElement[bool]]:
    """The figures by these names in the selection, in parts: each at the level at which the least is to be added up."""
    heel = selectie.gemeenten is None and selectie.code is None and not {"gemeente", "code"} & set(per)
    if selectie.aanbieders is None and "agb" not in per:
        return [_deel(selectie, namen, Niveau.ALLES if heel else Niveau.GEMEENTE)]
    jaren, maanden = (None, [selectie]) if "maand" in per else selectie.in_jaren()
    delen = [_deel(each, namen, Niveau.ALLES_AANBIEDER if heel else Niveau.AANBIEDER) for each in maanden]
    if jaren is not None:
        delen.append(_deel(jaren, namen, Niveau.ALLES_AANBIEDER_JAAR if heel else Niveau.AANBIEDER_JAAR))
    return delen


def _deel(selectie: Selectie, namen: Sequence[str], niveau: Niveau) -> ColumnElement[bool]:
    # Of all municipalities together the municipality is '': saying so lets the index lead to the months.
    plaats = [Cijfer.gemeente == ""] if niveau.is_van_alles else []
    return and_(Cijfer.maat.in_(namen), Cijfer.niveau == niveau, *plaats, *_binnen(selectie))


async def _clienten(session: AsyncSession, selectie: Selectie, per: Sequence[Verdeling]) -> list[Som]:
    """Different people, month by month: what an assignment adds are the months that no other one of that person has."""
    groepen = [naam for naam in per if naam != "maand"]
    eigen = _eigen_maanden(selectie, groepen)
    velden = [eigen.c[naam] for naam in groepen]
    if "maand" not in per:
        maanden = select(*velden, func.sum(eigen.c.tot - eigen.c.van + 1)).group_by(*velden).order_by(*velden)
        rows = await session.execute(maanden)
        return [_som(selectie, CLIENT, row[-1], _plek(per, row[:-1])) for row in rows if row[-1]]
    per_maand = Counter[tuple[object, ...]]()
    perioden = select(eigen.c.van, eigen.c.tot, func.count(), *velden).group_by(eigen.c.van, eigen.c.tot, *velden)
    for van, tot, mensen, *plek in await session.execute(perioden):
        for nummer in range(van, tot + 1):
            waar = {"maand": maand_met_nummer(nummer), **dict(zip(groepen, plek, strict=True))}
            per_maand[tuple(waar[naam] for naam in per)] += mensen
    return [_som(selectie, CLIENT, mensen, _plek(per, plek)) for plek, mensen in sorted(per_maand.items())]


def _eigen_maanden(selectie: Selectie, groepen: Sequence[Verdeling], *, per_client: bool = False) -> Subquery:  # type: ignore[explicit-any]  # generic over its columns
    """Per assignment its months in the selection that come after those of an earlier one of the same person."""
    table = Clientperiode
    van, tot = _grenzen(selectie)
    plek = [VAN_CLIENTEN[naam] for naam in groepen]
    begin = table.van if van is None else case((table.van < van, van), else_=table.van)
    einde = table.tot if tot is None else case((table.tot > tot, tot), else_=table.tot)
    binnen = (
        select(*plek, table.client, begin.label("van"), einde.label("tot")).where(*van_clienten(selectie)).subquery()
    )
    zelfde = [binnen.c[naam] for naam in (*groepen, "client")]
    eerder = func.max(binnen.c.tot).over(partition_by=zelfde, order_by=[binnen.c.van, binnen.c.tot], rows=(None, -1))
    nieuw = case((eerder >= binnen.c.van, eerder + 1), else_=binnen.c.van)
    velden = zelfde if per_client else zelfde[:-1]
    alle = select(*velden, nieuw.label("van"), binnen.c.tot).subquery()
    return select(alle).where(alle.c.van <= alle.c.tot).subquery()


def _grenzen(selectie: Selectie) -> tuple[int | None, int | None]:
    """The first and the last month of the selection, by their numbers."""
    van, tot = selectie.van, selectie.tot
    return (None if van is None else maandnummer(van), None if tot is None else maandnummer(tot))


async def maanden_per_client(
    session: AsyncSession, selectie: Selectie, na: str | None, aantal: int
) -> list[tuple[str, int]]:
    """The next clients with help in the selection, in the order of their ids, and in how many months of it."""
    eigen = _eigen_maanden(selectie, [], per_client=True)
    maanden = func.sum(eigen.c.tot - eigen.c.van + 1)
    query = select(eigen.c.client, maanden).group_by(eigen.c.client).order_by(eigen.c.client).limit(aantal)
    if na is not None:
        query = query.where(eigen.c.client > na)
    return [(client, int(telt)) for client, telt in await session.execute(query)]


async def hulp_in(session: AsyncSession, selectie: Selectie) -> list[Hulp]:
    """Who has which help in the selection, and from whom."""
    table = Clientperiode
    velden = (table.gemeente, table.agb, table.code, table.client, table.specialisme, table.doelgroep)
    return [Hulp(*row) for row in await session.execute(select(*velden).where(*van_clienten(selectie)).distinct())]


def van_clienten(selectie: Selectie) -> list[ColumnElement[bool]]:
    """The conditions that keep assignments to those with a month in the selection."""
    table = Clientperiode
    conditions: list[ColumnElement[bool]] = [table.generatie == ACTIEF, *waar(selectie, table)]
    van, tot = _grenzen(selectie)
    if van is not None:
        conditions.append(table.tot >= van)
    if tot is not None:
        conditions.append(table.van <= tot)
    if van is not None and tot is not None and van > tot:
        conditions.append(false())  # an assignment that runs through would have a month on both sides of nothing
    return conditions


async def totalen(session: AsyncSession, selectie: Selectie, *maten: Maat) -> dict[Maat, int]:
    """The sum per maat; 0 where there is nothing."""
    gevonden = {som.maat: som.waarde for som in await sommen(session, selectie, maten)}
    return {maat: gevonden.get(maat, 0) for maat in maten}


def _binnen(selectie: Selectie) -> list[ColumnElement[bool]]:
    """The conditions that keep a query to the selection."""
    conditions = waar(selectie, Cijfer)
    if selectie.van is not None:
        conditions.append(Cijfer.maand >= selectie.van)
    if selectie.tot is not None:
        conditions.append(Cijfer.maand <= selectie.tot)
    return conditions
