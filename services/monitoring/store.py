"""Every query of monitoring."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, exists, extract, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from chassis.database import upsert
from monitoring.domain.geld import Afkeuringtotaal, Declaratietotaal, Toegekend
from monitoring.domain.selectie import Selectie
from monitoring.domain.stappen import GezetteStap, Stap, maand_van
from monitoring.tables import Afkeuring, Base, Declaratie, Producttotaal, StapRij


async def note_first(session: AsyncSession, gezet: GezetteStap) -> None:
    """Note a step; of several events about it the one with the lowest sequence stands."""
    await _note(session, gezet, lambda known, new: new < known)


async def note_last(session: AsyncSession, gezet: GezetteStap) -> None:
    """Note a step; of several events about it the one with the highest sequence stands."""
    await _note(session, gezet, lambda known, new: new > known)


Wins = Callable[[InstrumentedAttribute[int], ColumnElement[int]], ColumnElement[bool]]


async def _note(session: AsyncSession, gezet: GezetteStap, wins: Wins) -> None:
    content = {
        "gemeente": gezet.gemeente,
        "maand": maand_van(gezet.datum),
        "dagen": gezet.dagen,
        "telt": gezet.telt,
        "sequence": gezet.sequence,
    }
    row = upsert(session, StapRij).values(stap=gezet.stap, sleutel=gezet.sleutel, **content)
    statement = row.on_conflict_do_update(
        index_elements=["stap", "sleutel"], set_=content, where=wins(StapRij.sequence, row.excluded.sequence)
    )
    await session.execute(statement)


async def is_known(session: AsyncSession, declaratie_id: str) -> bool:
    """Whether this declaration is counted already."""
    return await session.get(Declaratie, declaratie_id) is not None


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()


async def aantallen(session: AsyncSession, selectie: Selectie) -> dict[Stap, int]:
    """How often each step was taken; VOORBEREID is left out, see `wachtend`."""
    query = select(StapRij.stap, func.count()).where(StapRij.telt).group_by(StapRij.stap)
    found = await session.execute(query.where(*_within(selectie, StapRij)))
    return {Stap(stap): aantal for stap, aantal in found if stap != Stap.VOORBEREID}


async def wachtend(session: AsyncSession, selectie: Selectie) -> int:
    """Products decided on in these months that have no provider yet (M65)."""
    toewijzing = aliased(StapRij)
    toegewezen = exists().where(toewijzing.stap == Stap.TOEWIJZING, toewijzing.sleutel == StapRij.sleutel)
    query = select(func.count()).where(StapRij.stap == Stap.VOORBEREID, ~toegewezen)
    return int((await session.execute(query.where(*_within(selectie, StapRij)))).scalar_one())


async def histogrammen(session: AsyncSession, selectie: Selectie) -> dict[Stap, dict[int, int]]:
    """Per step the number of cases by the days since the step before."""
    query = (
        select(StapRij.stap, StapRij.dagen, func.count())
        .where(StapRij.telt, StapRij.dagen.is_not(None))
        .group_by(StapRij.stap, StapRij.dagen)
    )
    per_stap: dict[Stap, dict[int, int]] = {}
    for stap, dagen, aantal in await session.execute(query.where(*_within(selectie, StapRij))):
        assert dagen is not None  # the query leaves steps without a lead time out
        per_stap.setdefault(Stap(stap), {})[dagen] = aantal
    return per_stap


async def declaratietotaal(session: AsyncSession, selectie: Selectie) -> Declaratietotaal:
    """Lines and eurocents of all declarations together."""
    query = select(
        func.sum(Declaratie.regels_ingediend),
        func.sum(Declaratie.regels_toegekend),
        func.sum(Declaratie.regels_afgewezen),
        func.sum(Declaratie.bedrag_ingediend),
        func.sum(Declaratie.bedrag_toegekend),
    )
    sums = (await session.execute(query.where(*_within(selectie, Declaratie)))).one()
    return Declaratietotaal(*(int(each or 0) for each in sums))


async def afkeuringen(session: AsyncSession, selectie: Selectie) -> list[Afkeuringtotaal]:
    """Per return code how often it was given on lines, most frequent first."""
    aantal = func.sum(Afkeuring.aantal)
    query = (
        select(Afkeuring.retourcode, aantal, func.sum(Afkeuring.bedrag))
        .join(Declaratie, Declaratie.id == Afkeuring.declaratie_id)
        .group_by(Afkeuring.retourcode)
        .order_by(aantal.desc(), Afkeuring.retourcode)
    )
    found = await session.execute(query.where(*_within(selectie, Declaratie)))
    return [Afkeuringtotaal(retourcode, int(aantal), int(bedrag)) for retourcode, aantal, bedrag in found]


async def toegekend_per_jaar(session: AsyncSession, selectie: Selectie) -> list[Toegekend]:
    """Eurocents granted per municipality, product and whole calendar year, for each year with a month in `selectie`."""
    jaar = extract("year", Declaratie.maand)
    query = (
        select(Declaratie.gemeente, jaar, Producttotaal.code, func.sum(Producttotaal.bedrag_toegekend))
        .join(Declaratie, Declaratie.id == Producttotaal.declaratie_id)
        .group_by(Declaratie.gemeente, jaar, Producttotaal.code)
        .order_by(jaar, Declaratie.gemeente, Producttotaal.code)
    )
    hele_jaren = Selectie(
        selectie.gemeenten,
        selectie.van and selectie.van.replace(month=1),
        selectie.tot and selectie.tot.replace(month=12),
    )
    found = await session.execute(query.where(*_within(hele_jaren, Declaratie)))
    return [Toegekend(gemeente, int(jaar), code, int(bedrag)) for gemeente, jaar, code, bedrag in found]


def _within(selectie: Selectie, table: type[StapRij] | type[Declaratie]) -> list[ColumnElement[bool]]:
    """The conditions that keep a query to the municipalities and months of the selection."""
    conditions: list[ColumnElement[bool]] = []
    if selectie.gemeenten is not None:
        conditions.append(table.gemeente.in_(selectie.gemeenten))
    if selectie.van is not None:
        conditions.append(table.maand >= selectie.van)
    if selectie.tot is not None:
        conditions.append(table.maand <= selectie.tot)
    return conditions
