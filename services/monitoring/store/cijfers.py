"""The figures as they are read: sums of the active generation, people in it, and what is open in it.

A sum may be added up further; people may not: who has help from two providers is one person for both together. So they
are counted here, over whatever is asked for together, and nowhere else.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal_column, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from monitoring.domain.dossier import CLIENT, HEEL, JAAR, PER_AANBIEDER
from monitoring.domain.maanden import maand_met_nummer, maandnummer
from monitoring.domain.selectie import Selectie
from monitoring.tables import Cijfer, Clientperiode, Generatie, Openstaand

ACTIEF = select(Generatie.nummer).where(Generatie.actief).scalar_subquery()


@dataclass(frozen=True)
class Som:
    """A sum of figures; a field that was not asked for is empty."""

    maat: str
    waarde: int
    maand: date = date.min
    gemeente: str = ""
    agb: str = ""
    code: str = ""
    kenmerk: str = ""


async def sommen(session: AsyncSession, selectie: Selectie, maten: Collection[str], *per: str) -> list[Som]:
    """Figures per maat and per each of `per`: maand, gemeente, agb, code or kenmerk; in that order.

    CLIENT gives the people that have help; over several months each counts once in each of them.
    """
    optelbaar = [maat for maat in maten if maat != CLIENT]
    gevonden = await _opgeteld(session, selectie, optelbaar, per) if optelbaar else []
    return [*gevonden, *(await _clienten(session, selectie, per) if CLIENT in maten else [])]


async def _opgeteld(session: AsyncSession, selectie: Selectie, maten: Collection[str], per: Sequence[str]) -> list[Som]:
    """What may be added up.

    With a provider in the selection, or per agb, the figures per provider are added up: by whole years as far as
    months are not asked for. Those of all municipalities and products together are kept too, and are read where no
    choice of them is made.
    """
    per_aanbieder = selectie.aanbieders is not None or "agb" in per
    heel = selectie.gemeenten is None and selectie.code is None and not {"gemeente", "code"} & set(per)
    prefix = (HEEL if heel else "") + (PER_AANBIEDER if per_aanbieder else "")
    jaren, maanden = selectie.in_jaren() if per_aanbieder and "maand" not in per else (None, [selectie])
    delen = [_deel(each, prefix, maten) for each in maanden]
    if jaren is not None:
        delen.append(_deel(jaren, prefix.replace(PER_AANBIEDER, JAAR + PER_AANBIEDER), maten))
    maat = func.ltrim(Cijfer.maat, literal_column(f"'{HEEL}{JAAR}{PER_AANBIEDER}'"))
    groepen = [maat, *(getattr(Cijfer, naam) for naam in per)]
    som = func.sum(Cijfer.waarde)
    query = (
        select(*groepen, som)
        .where(Cijfer.generatie == ACTIEF, or_(*delen))
        .group_by(*groepen)
        .having(som != 0)
        .order_by(*groepen)
    )
    rows = await session.execute(query)
    return [_som(row[0], int(row[-1]), dict(zip(per, row[1:-1], strict=True))) for row in rows]


def _deel(selectie: Selectie, prefix: str, maten: Collection[str]) -> ColumnElement[bool]:
    """The figures by these names that are in the selection."""
    # Of all municipalities together the municipality is '': saying so lets the index lead to the months.
    plaats = [Cijfer.gemeente == ""] if HEEL in prefix else []
    return and_(Cijfer.maat.in_([prefix + maat for maat in maten]), *plaats, *_binnen(selectie))


async def _clienten(session: AsyncSession, selectie: Selectie, per: Sequence[str]) -> list[Som]:
    """Different people, month by month: what an assignment adds are the months that no other one of that person has."""
    groepen = [naam for naam in per if naam != "maand"]
    eigen = _eigen_maanden(selectie, groepen)
    velden = [eigen.c[naam] for naam in groepen]
    if "maand" not in per:
        maanden = select(*velden, func.sum(eigen.c.tot - eigen.c.van + 1)).group_by(*velden).order_by(*velden)
        rows = await session.execute(maanden)
        return [_som(CLIENT, row[-1], dict(zip(per, row[:-1], strict=True))) for row in rows if row[-1]]
    per_maand = Counter[tuple[object, ...]]()
    perioden = select(eigen.c.van, eigen.c.tot, func.count(), *velden).group_by(eigen.c.van, eigen.c.tot, *velden)
    for van, tot, mensen, *plek in await session.execute(perioden):
        for nummer in range(van, tot + 1):
            waar = {"maand": maand_met_nummer(nummer), **dict(zip(groepen, plek, strict=True))}
            per_maand[tuple(waar[naam] for naam in per)] += mensen
    return [_som(CLIENT, mensen, dict(zip(per, plek, strict=True))) for plek, mensen in sorted(per_maand.items())]


def _eigen_maanden(selectie: Selectie, groepen: Sequence[str]) -> Subquery:  # type: ignore[explicit-any]  # generic over its columns
    """Per assignment its months in the selection that come after those of an earlier one of the same person."""
    table = Clientperiode
    van, tot = _grenzen(selectie)
    plek = [getattr(table, naam) for naam in groepen]
    begin = table.van if van is None else case((table.van < van, van), else_=table.van)
    einde = table.tot if tot is None else case((table.tot > tot, tot), else_=table.tot)
    binnen = (
        select(*plek, table.client, begin.label("van"), einde.label("tot")).where(*_van_clienten(selectie)).subquery()
    )
    zelfde = [binnen.c[naam] for naam in (*groepen, "client")]
    eerder = func.max(binnen.c.tot).over(partition_by=zelfde, order_by=[binnen.c.van, binnen.c.tot], rows=(None, -1))
    nieuw = case((eerder >= binnen.c.van, eerder + 1), else_=binnen.c.van)
    alle = select(*zelfde[:-1], nieuw.label("van"), binnen.c.tot).subquery()
    return select(alle).where(alle.c.van <= alle.c.tot).subquery()


def _grenzen(selectie: Selectie) -> tuple[int | None, int | None]:
    """The first and the last month of the selection, by their numbers."""
    van, tot = selectie.van, selectie.tot
    return (None if van is None else maandnummer(van), None if tot is None else maandnummer(tot))


async def clienten_van(session: AsyncSession, selectie: Selectie) -> set[tuple[str, str, str]]:
    """Who has help in the selection: municipality, product and client."""
    table = Clientperiode
    query = select(table.gemeente, table.code, table.client).where(*_van_clienten(selectie)).distinct()
    return {(gemeente, code, client) for gemeente, code, client in await session.execute(query)}


def _van_clienten(selectie: Selectie) -> list[ColumnElement[bool]]:
    """The conditions that keep assignments to those with a month in the selection."""
    table = Clientperiode
    conditions: list[ColumnElement[bool]] = [table.generatie == ACTIEF, *_waar(selectie, table)]
    van, tot = _grenzen(selectie)
    if van is not None:
        conditions.append(table.tot >= van)
    if tot is not None:
        conditions.append(table.van <= tot)
    return conditions


def _waar(
    selectie: Selectie, table: type[Cijfer] | type[Clientperiode] | type[Openstaand]
) -> list[ColumnElement[bool]]:
    """The municipalities, the product and the providers of the selection."""
    conditions: list[ColumnElement[bool]] = []
    if selectie.gemeenten is not None:
        conditions.append(table.gemeente.in_(selectie.gemeenten))
    if selectie.code is not None:
        conditions.append(table.code == selectie.code)
    if selectie.aanbieders is not None:
        conditions.append(table.agb.in_(selectie.aanbieders))
    return conditions


def _som(maat: str, waarde: int, velden: dict[str, object]) -> Som:
    return Som(maat=maat, waarde=waarde, **velden)  # type: ignore[arg-type]  # the columns have these types


async def totalen(session: AsyncSession, selectie: Selectie, *maten: str) -> dict[str, int]:
    """The sum per maat; 0 where there is nothing."""
    gevonden = {som.maat: som.waarde for som in await sommen(session, selectie, maten)}
    return {maat: gevonden.get(maat, 0) for maat in maten}


def _binnen(selectie: Selectie) -> list[ColumnElement[bool]]:
    """The conditions that keep a query to the selection."""
    conditions = _waar(selectie, Cijfer)
    if selectie.van is not None:
        conditions.append(Cijfer.maand >= selectie.van)
    if selectie.tot is not None:
        conditions.append(Cijfer.maand <= selectie.tot)
    return conditions


def _open(selectie: Selectie, soort: str) -> list[ColumnElement[bool]]:
    return [Openstaand.generatie == ACTIEF, Openstaand.soort == soort, *_waar(selectie, Openstaand)]


@dataclass(frozen=True)
class Openstand:
    """How many things of a kind are open, since when the oldest, and how many are past their last day."""

    soort: str
    aantal: int
    oudste: date | None
    te_laat: int


async def openstanden(
    session: AsyncSession, selectie: Selectie, soorten: Sequence[str], vandaag: date
) -> list[Openstand]:
    """What is open now, per kind; the months of the selection play no part."""
    standen = []
    for soort in soorten:
        te_laat = func.count().filter(Openstaand.uiterlijk < vandaag)
        query = select(func.count(), func.min(Openstaand.sinds), te_laat).where(*_open(selectie, soort))
        aantal, oudste, laat = (await session.execute(query)).one()
        standen.append(Openstand(soort, aantal, oudste, laat))
    return standen


async def open_per(
    session: AsyncSession, selectie: Selectie, soort: str, naam: str, vandaag: date
) -> list[tuple[str, int, int]]:
    """What is open now of a kind, per gemeente, agb, code or kenmerk: its value, how many, how many are late."""
    kolom = getattr(Openstaand, naam)
    te_laat = func.count().filter(Openstaand.uiterlijk < vandaag)
    query = select(kolom, func.count(), te_laat).where(*_open(selectie, soort)).group_by(kolom).order_by(kolom)
    return [(waarde, aantal, laat) for waarde, aantal, laat in await session.execute(query)]


async def open_zaken(
    session: AsyncSession, selectie: Selectie, soort: str, na: tuple[date, str] | None, aantal: int
) -> list[Openstaand]:
    """The next things that are open, oldest first, after the one with this date and key."""
    query = select(Openstaand).where(*_open(selectie, soort))
    if na is not None:
        query = query.where(tuple_(Openstaand.sinds, Openstaand.sleutel) > na)
    query = query.order_by(Openstaand.sinds, Openstaand.sleutel).limit(aantal)
    return list((await session.execute(query)).scalars())
