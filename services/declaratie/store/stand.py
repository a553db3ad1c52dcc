"""What judging reads: a fixed number of statements, however many lines a message has."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from declaratie.domain.kalender import eerste_van_maand, laatste_van_maand
from declaratie.domain.samenvatting import Saldi, Saldo
from declaratie.domain.stand import Sleutel, TellendePrestatie
from declaratie.store.bulk import een_van, tabel
from declaratie.tables import Prestatie
from declaratie.tables import Saldo as SaldoRij
from wetten import Wet


async def saldi(session: AsyncSession, gemeente: str, agb: str, wet: Wet, nummers: Collection[int]) -> Saldi:
    """What was granted and not credited on these assignments."""
    query = select(SaldoRij.toewijzing_nummer, SaldoRij.eenheid, SaldoRij.volume, SaldoRij.bedrag).where(
        SaldoRij.gemeente == gemeente, SaldoRij.agb == agb, SaldoRij.wet == wet
    )
    if is_postgresql(session):
        # Of `een_van` it expects 200 and looks up 42,500 one by one; joined it counts them. SQLite is the other way.
        gevraagd = tabel(session, SaldoRij.toewijzing_nummer, nummers)
        query = query.join(gevraagd, gevraagd.c.value == SaldoRij.toewijzing_nummer)
    else:
        query = query.where(een_van(session, SaldoRij.toewijzing_nummer, nummers))
    return {
        (nummer, eenheid): Saldo(volume, bedrag) for nummer, eenheid, volume, bedrag in await session.execute(query)
    }


async def open_debet(
    session: AsyncSession, gemeente: str, agb: str, wet: Wet, sleutels: Collection[tuple[int, date]]
) -> dict[Sleutel, int]:
    """How many granted debit lines stand, less credits, per key of TR389, for these assignments and months.

    A query per month: they are few, for nothing older than five years may be billed (TR335).
    """
    per_maand: defaultdict[date, set[int]] = defaultdict(set)
    for nummer, dag in sleutels:
        per_maand[eerste_van_maand(dag)].add(nummer)
    found: dict[Sleutel, int] = {}
    kolommen = (Prestatie.toewijzing_nummer, Prestatie.categorie, Prestatie.code)
    for maand, nummers in sorted(per_maand.items()):
        query = (
            select(*kolommen, func.sum(case((Prestatie.is_credit, -1), else_=1)))
            .where(Prestatie.gemeente == gemeente, Prestatie.agb == agb, Prestatie.wet == wet)
            .where(Prestatie.is_toegekend.is_(True), een_van(session, Prestatie.toewijzing_nummer, nummers))
            .where(Prestatie.begindatum.between(maand, laatste_van_maand(maand)))
            .group_by(*kolommen)
        )
        found |= {
            (nummer, categorie, code, maand): aantal for nummer, categorie, code, aantal in await session.execute(query)
        }
    return found


_TELLEND = (
    Prestatie.referentie,
    Prestatie.vorige_referentie,
    Prestatie.toewijzing_nummer,
    Prestatie.categorie,
    Prestatie.code,
    Prestatie.begindatum,
    Prestatie.einddatum,
    Prestatie.volume,
    Prestatie.eenheid,
    Prestatie.bedrag,
    Prestatie.is_credit,
)


async def genoemd_debet(
    session: AsyncSession, gemeente: str, agb: str, wet: Wet, referenties: Collection[str]
) -> dict[str, TellendePrestatie]:
    """The granted debit lines that credit lines name, by ReferentieNummer (TR323)."""
    if not referenties:
        return {}
    query = select(*_TELLEND).where(*_genoemd(session, gemeente, agb, wet, referenties))
    return {row.referentie: TellendePrestatie(*row) for row in await session.execute(query)}


def _genoemd(
    session: AsyncSession, gemeente: str, agb: str, wet: Wet, referenties: Collection[str]
) -> tuple[ColumnElement[bool], ...]:
    return (
        Prestatie.gemeente == gemeente,
        Prestatie.agb == agb,
        Prestatie.wet == wet,
        een_van(session, Prestatie.referentie, referenties),
        Prestatie.is_toegekend.is_(True),
        Prestatie.is_credit.is_(False),
    )


async def betaald_door(
    session: AsyncSession, gemeente: str, agb: str, wet: Wet, referenties: Collection[str]
) -> dict[str, str]:
    """Which municipality paid for the granted debit lines that credit lines name, by ReferentieNummer (M83)."""
    if not referenties:
        return {}
    query = select(Prestatie.referentie, Prestatie.budgethouder)
    query = query.where(*_genoemd(session, gemeente, agb, wet, referenties))
    return {row.referentie: row.budgethouder for row in await session.execute(query)}


async def gecrediteerd(
    session: AsyncSession, gemeente: str, agb: str, wet: Wet, referenties: Collection[str]
) -> set[str]:
    """Which of these debit lines were credited before (TR390)."""
    if not referenties:
        return set()
    query = select(Prestatie.vorige_referentie).where(
        Prestatie.gemeente == gemeente,
        Prestatie.agb == agb,
        Prestatie.wet == wet,
        een_van(session, Prestatie.vorige_referentie, referenties),
        Prestatie.is_toegekend.is_(True),
        Prestatie.is_credit.is_(True),
    )
    return {each for each in (await session.execute(query)).scalars() if each is not None}


async def gebruikte_referenties(session: AsyncSession, agb: str, wet: Wet, referenties: Collection[str]) -> set[str]:
    """Which of these references this provider has used before under a law, on granted and on rejected lines (TR314)."""
    query = select(Prestatie.referentie).where(
        Prestatie.agb == agb, Prestatie.wet == wet, een_van(session, Prestatie.referentie, referenties)
    )
    return set((await session.execute(query)).scalars())
