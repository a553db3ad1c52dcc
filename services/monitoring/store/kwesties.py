"""Kwesties, their steps and agreements, and whether a provider is known in a municipality."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_caller
from monitoring.domain.kwesties import Kwestiesoort
from monitoring.domain.maanden import maandnummer
from monitoring.domain.selectie import Selectie
from monitoring.store.contracten import contracten
from monitoring.store.selectie import ACTIEF, opgetekend
from monitoring.tables import Afspraak, Clientperiode, Kwestie, Kwestiestap


@dataclass(frozen=True)
class Zicht:
    """Whose kwesties somebody may see, and of which kinds."""

    soorten: frozenset[Kwestiesoort]
    gemeenten: frozenset[str]
    agb: str | None


async def kwestie(session: AsyncSession, key: str) -> Kwestie | None:
    """A kwestie; who changes it has it alone until the commit."""
    query = select(Kwestie).where(Kwestie.id == key).with_for_update()
    return (await session.execute(query)).scalar_one_or_none()


async def stappen(session: AsyncSession, key: str) -> list[Kwestiestap]:
    """The steps of a kwestie, in order."""
    query = select(Kwestiestap).where(Kwestiestap.kwestie_id == key).order_by(Kwestiestap.volgnummer)
    return list((await session.execute(query)).scalars())


async def afspraken(session: AsyncSession, key: str) -> list[Afspraak]:
    """The agreements of a kwestie, in order."""
    query = select(Afspraak).where(Afspraak.kwestie_id == key).order_by(Afspraak.volgnummer)
    return list((await session.execute(query)).scalars())


async def kwesties(
    session: AsyncSession,
    zicht: Zicht,
    *,
    gemeente: str | None,
    aanbieder: str | None,
    te_laat_op: date | None,
    na: tuple[date, str] | None,
    aantal: int,
) -> list[Kwestie]:
    """The next kwesties that somebody may see, oldest first; with `te_laat_op` those whose term had gone by then."""
    table = Kwestie
    query = select(table).where(
        table.soort.in_(zicht.soorten), of_caller(table.agb, table.gemeente, zicht.agb, zicht.gemeenten)
    )
    if gemeente is not None:
        query = query.where(table.gemeente == gemeente)
    if aanbieder is not None:
        query = query.where(table.agb == aanbieder)
    if te_laat_op is not None:
        query = query.where(table.uiterlijk < te_laat_op)
    if na is not None:
        query = query.where(tuple_(table.op, table.id) > na)
    return list((await session.execute(query.order_by(table.op, table.id).limit(aantal))).scalars())


async def lopend(session: AsyncSession, selectie: Selectie, soort: Kwestiesoort) -> list[Kwestie]:
    """What is not closed of a kind; when it began plays no part."""
    waar = (Kwestie.soort == soort, Kwestie.gesloten_op.is_(None), *opgetekend(selectie.altijd(), Kwestie))
    query = select(Kwestie).where(*waar).order_by(Kwestie.op, Kwestie.agb, Kwestie.onderwerp, Kwestie.id)
    return list((await session.execute(query)).scalars())


async def open_afspraken(session: AsyncSession, selectie: Selectie) -> list[tuple[Kwestie, Afspraak]]:
    """Agreements that are not kept yet, by the day on which they should be."""
    query = (
        select(Kwestie, Afspraak)
        .join(Afspraak, Afspraak.kwestie_id == Kwestie.id)
        .where(Afspraak.gedaan_op.is_(None), *opgetekend(selectie.altijd(), Kwestie))
        .order_by(Afspraak.uiterlijk, Kwestie.agb, Afspraak.tekst, Afspraak.kwestie_id, Afspraak.volgnummer)
    )
    return [(kwestie, afspraak) for kwestie, afspraak in await session.execute(query)]


@dataclass(frozen=True)
class Klachtental:
    """Complaints added up: how many, and of how many the term went by."""

    agb: str
    onderwerp: str
    stap: str
    aantal: int
    te_laat: int


async def klachten_per(session: AsyncSession, selectie: Selectie, vandaag: date) -> list[Klachtental]:
    """Complaints by provider, subject and step."""
    table = Kwestie
    te_laat = func.coalesce(func.sum(case((table.uiterlijk < vandaag, 1), else_=0)), 0)
    query = (
        select(table.agb, table.onderwerp, table.stap, func.count(), te_laat)
        .where(table.soort == Kwestiesoort.KLACHT, *opgetekend(selectie, Kwestie))
        .group_by(table.agb, table.onderwerp, table.stap)
        .order_by(table.agb, table.onderwerp, table.stap)
    )
    return [
        Klachtental(agb, onderwerp, stap, aantal, int(laat))
        for agb, onderwerp, stap, aantal, laat in await session.execute(query)
    ]


async def is_bekend(session: AsyncSession, agb: str, gemeenten: Collection[str], op: date) -> bool:
    """Whether a provider has a contract for one of these municipalities on a day, or had a client there by then."""
    table = Clientperiode
    query = select(table.agb).where(
        table.generatie == ACTIEF, table.agb == agb, table.gemeente.in_(gemeenten), table.van <= maandnummer(op)
    )
    if (await session.execute(query.limit(1))).first() is not None:
        return True
    return any(
        each.agb == agb
        and not set(gemeenten).isdisjoint(each.gemeenten)
        and each.geldig_van <= op <= (each.geldig_tot or op)
        for each in await contracten(session)
    )
