"""The queries of declaratie about policy: points to look at, starts, budgets, and declarations that wait."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from chassis.database import upsert
from declaratie.domain.beleid import Geleverd, ToegekendePrestatie
from declaratie.domain.budget import Uitgave
from declaratie.domain.verrekening import Toegekend
from declaratie.store.totalen import BEDRAG
from declaratie.store.zicht import Zicht, prestatie_van
from declaratie.tables import (
    Aandachtspunt,
    BudgetMelding,
    Declaratie,
    GehoordeToewijzing,
    Levering,
    Prestatie,
    WachtendeDeclaratie,
)
from declaratie.tables import Uitgave as UitgaveRij
from iwmo import cdt, codes
from iwmo.berichten.wmo323 import Prestatie as PrestatieInBericht

GECREDITEERD = "gecrediteerd"
PER_KEER = 1000
"""How many waiting messages are taken up at a time."""


# Lines


async def clienten(session: AsyncSession, declaratie: Declaratie) -> list[str]:
    """The clients (hashed) of the granted debit lines of a declaration, in a fixed order."""
    query = (
        select(GehoordeToewijzing.bsn_hash)
        .join(
            Prestatie,
            (Prestatie.gemeente == GehoordeToewijzing.gemeente)
            & (Prestatie.toewijzing_nummer == GehoordeToewijzing.nummer),
        )
        .where(
            Prestatie.declaratie_id == declaratie.id, Prestatie.is_toegekend.is_(True), Prestatie.is_credit.is_(False)
        )
        .distinct()
    )
    return sorted((await session.execute(query)).scalars())


@cache
def is_open() -> ColumnElement[bool]:
    """A granted debit line that was not credited; a credit stands on the same assignment (TR323)."""
    credit = aliased(Prestatie)
    gecrediteerd = exists().where(
        credit.gemeente == Prestatie.gemeente,
        credit.toewijzing_nummer == Prestatie.toewijzing_nummer,
        credit.agb == Prestatie.agb,
        credit.vorige_referentie == Prestatie.referentie,
        credit.is_credit.is_(True),
        credit.is_toegekend.is_(True),
    )
    return Prestatie.is_toegekend.is_(True) & Prestatie.is_credit.is_(False) & ~gecrediteerd


async def open_prestaties(
    session: AsyncSession, gemeente: str, bsn_hashes: Collection[str], vanaf: date
) -> list[ToegekendePrestatie]:
    """Open lines of these clients, at every provider, for periods that begin on `vanaf` or later."""
    query = (
        select(
            Declaratie.beantwoord_op,
            Prestatie.declaratie_id,
            Prestatie.volgnummer,
            Prestatie.toewijzing_nummer,
            GehoordeToewijzing.bsn_hash,
            Prestatie.code,
            Prestatie.begindatum,
            Prestatie.einddatum,
            Prestatie.volume,
            Prestatie.eenheid,
            Prestatie.tarief,
            Prestatie.bedrag,
        )
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .join(
            GehoordeToewijzing,
            (GehoordeToewijzing.gemeente == Prestatie.gemeente)
            & (GehoordeToewijzing.nummer == Prestatie.toewijzing_nummer),
        )
        .where(GehoordeToewijzing.gemeente == gemeente, GehoordeToewijzing.bsn_hash.in_(bsn_hashes))
        .where(Prestatie.begindatum >= vanaf, is_open())
    )
    return [
        ToegekendePrestatie(
            volgorde=(row.beantwoord_op, row.declaratie_id, row.volgnummer),
            toewijzing_nummer=row.toewijzing_nummer,
            client=row.bsn_hash,
            code=row.code,
            begindatum=row.begindatum,
            einddatum=row.einddatum,
            volume=row.volume,
            eenheid=row.eenheid,
            tarief=row.tarief,
            bedrag=row.bedrag,
        )
        for row in await session.execute(query)
    ]


async def toegekend(session: AsyncSession, gemeente: str, agb: str) -> list[Toegekend]:
    """The open lines of a provider in a municipality, in the order in which they were judged."""
    query = (
        select(Prestatie)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(Prestatie.gemeente == gemeente, Prestatie.agb == agb, is_open())
        .order_by(Declaratie.beantwoord_op, Prestatie.declaratie_id, Prestatie.volgnummer)
    )
    rows = (await session.execute(query)).scalars()
    return [Toegekend(row.declaratie_id, row.volgnummer, row.budgethouder, _prestatie(row)) for row in rows]


async def betaalt_mee(session: AsyncSession, gemeente: str, agb: str, zicht: Zicht) -> bool:
    """Whether who looks pays for granted lines of this provider for clients of this municipality (M83)."""
    query = select(Prestatie.volgnummer).where(
        Prestatie.gemeente == gemeente, Prestatie.agb == agb, Prestatie.is_toegekend.is_(True), prestatie_van(zicht)
    )
    return (await session.execute(query.limit(1))).first() is not None


def _prestatie(row: Prestatie) -> PrestatieInBericht:
    return PrestatieInBericht(
        product_referentie=cdt.Referentie(referentie_nummer=row.referentie),
        toewijzing_nummer=row.toewijzing_nummer,
        product_categorie=codes.ProductCategorie(row.categorie),
        product_code=row.code,
        product_periode=cdt.GeslotenPeriode(begindatum=row.begindatum, einddatum=row.einddatum),
        geleverd_volume=row.volume,
        eenheid=codes.Eenheid(row.eenheid),
        product_tarief=row.tarief,
        ingediend_bedrag=cdt.BedragMetDC(bedrag=row.bedrag, debet_credit=codes.DebetCredit.DEBET),
    )


class Bedrag(NamedTuple):
    """What a granted line costs: its place, product, first day, eurocents (credit negative), and who pays (M83)."""

    volgnummer: int
    code: str
    begindatum: date
    bedrag: int
    budgethouder: str


async def bedragen(session: AsyncSession, declaratie_id: str) -> list[Bedrag]:
    """Of the granted lines of a declaration, in the order of the message."""
    query = select(Prestatie.volgnummer, Prestatie.code, Prestatie.begindatum, BEDRAG, Prestatie.budgethouder)
    rows = await session.execute(
        query.where(Prestatie.declaratie_id == declaratie_id, Prestatie.is_toegekend.is_(True)).order_by(
            Prestatie.volgnummer
        )
    )
    return [Bedrag(*row) for row in rows]


# Starts


async def levering(session: AsyncSession, toewijzing_id: str, begindatum: date) -> Levering | None:
    """What is known of one start."""
    return await session.get(Levering, (toewijzing_id, begindatum), with_for_update=True)


async def geleverd(session: AsyncSession, gemeente: str, bsn_hashes: Collection[str]) -> dict[int, list[Geleverd]]:
    """From when to when each assignment of these clients was delivered, as reported, by ToewijzingNummer."""
    query = (
        select(GehoordeToewijzing.nummer, Levering.begindatum, Levering.gestopt_op)
        .join(Levering, Levering.toewijzing_id == GehoordeToewijzing.id)
        .where(
            GehoordeToewijzing.gemeente == gemeente,
            GehoordeToewijzing.bsn_hash.in_(bsn_hashes),
            Levering.telt.is_(True),
        )
        .order_by(GehoordeToewijzing.nummer, Levering.begindatum)
    )
    found: dict[int, list[Geleverd]] = {}
    for nummer, begin, einde in await session.execute(query):
        found.setdefault(nummer, []).append((begin, einde))
    return found


# Points to look at


@dataclass(frozen=True)
class Aandachtspuntselectie:
    """Which points a list holds; None is no limit."""

    zicht: Zicht
    agb: str | None
    gemeente: str | None
    m_nummer: str | None
    afgehandeld: bool | None


async def aandachtspunten(
    session: AsyncSession, selectie: Aandachtspuntselectie, after: str | None, limit: int
) -> Sequence[Aandachtspunt]:
    """Points to look at in order of id, which is the order of time."""
    query = select(Aandachtspunt).order_by(Aandachtspunt.id).limit(limit)
    query = query.where(prestatie_van(selectie.zicht, Aandachtspunt))
    gelijk = {
        Aandachtspunt.agb: selectie.agb,
        Aandachtspunt.gemeente: selectie.gemeente,
        Aandachtspunt.m_nummer: selectie.m_nummer,
    }
    query = query.where(*(kolom == waarde for kolom, waarde in gelijk.items() if waarde is not None))
    if selectie.afgehandeld is not None:
        is_afgehandeld = Aandachtspunt.afgehandeld_op.is_not(None)
        query = query.where(is_afgehandeld if selectie.afgehandeld else ~is_afgehandeld)
    if after is not None:
        query = query.where(Aandachtspunt.id > after)
    return (await session.execute(query)).scalars().all()


async def aandachtspunt(session: AsyncSession, aandachtspunt_id: str) -> Aandachtspunt | None:
    """One point, held until the transaction ends."""
    return await session.get(Aandachtspunt, aandachtspunt_id, with_for_update=True)


async def add_aandachtspunten(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Write new points."""
    if rows:
        await session.execute(insert(Aandachtspunt), rows)


async def sluit_gecrediteerde(session: AsyncSession, declaratie_id: str, op: datetime) -> None:
    """Close the open points on lines that this declaration takes back: there is nothing left to decide."""
    credit = aliased(Prestatie)
    teruggenomen = (
        select(Aandachtspunt.id)
        .join(
            Prestatie,
            (Prestatie.declaratie_id == Aandachtspunt.declaratie_id)
            & (Prestatie.volgnummer == Aandachtspunt.volgnummer),
        )
        .join(credit, (credit.agb == Prestatie.agb) & (credit.vorige_referentie == Prestatie.referentie))
        .where(credit.declaratie_id == declaratie_id, credit.is_toegekend.is_(True), credit.is_credit.is_(True))
        .where(Aandachtspunt.afgehandeld_op.is_(None))
    )
    await session.execute(
        update(Aandachtspunt)
        .where(Aandachtspunt.id.in_(teruggenomen))
        .values(afgehandeld_op=op, afgehandeld_door="clientroute", besluit=GECREDITEERD)
        .execution_options(synchronize_session=False)
    )


# Budgets


async def add_uitgaven(session: AsyncSession, declaratie: Declaratie, uitgaven: Iterable[Uitgave]) -> None:
    """Write what a declaration takes from budgets."""
    rows = [
        {
            "declaratie_id": declaratie.id,
            "code": each.code,
            "jaar": each.jaar,
            "betaler": each.betaler,
            "gemeente": declaratie.gemeente,
            "bedrag": each.bedrag,
        }
        for each in uitgaven
    ]
    if rows:
        await session.execute(insert(UitgaveRij), rows)


async def uitgaven(session: AsyncSession, gemeenten: Collection[str], jaren: Collection[int]) -> list[Uitgave]:
    """What was spent for clients of these municipalities in these years."""
    query = (
        select(UitgaveRij.code, UitgaveRij.jaar, UitgaveRij.betaler, func.sum(UitgaveRij.bedrag))
        .where(UitgaveRij.gemeente.in_(gemeenten), UitgaveRij.jaar.in_(jaren))
        .group_by(UitgaveRij.code, UitgaveRij.jaar, UitgaveRij.betaler)
    )
    return [Uitgave(code, jaar, betaler, int(bedrag)) for code, jaar, betaler, bedrag in await session.execute(query)]


async def meld_drempel(session: AsyncSession, budget: str, drempel: int, bedrag: int, op: datetime) -> bool:
    """Note that a threshold was reached; False when that was noted before."""
    row = upsert(session, BudgetMelding).values(budget=budget, drempel=drempel, bedrag=bedrag, op=op)
    noted = await session.execute(row.on_conflict_do_nothing().returning(BudgetMelding.budget))
    return noted.first() is not None


# Waiting


async def laat_wachten(session: AsyncSession, bericht_id: str, gemeente: str, agb: str, tot: datetime) -> None:
    """Note that a WMO323 waits for an assignment."""
    row = upsert(session, WachtendeDeclaratie).values(bericht_id=bericht_id, gemeente=gemeente, agb=agb, wacht_tot=tot)
    await session.execute(row.on_conflict_do_nothing())


async def hervat_van(session: AsyncSession, gemeente: str, agb: str) -> list[str]:
    """Take the messages of a provider that wait off the list; their ids."""
    wacht = (WachtendeDeclaratie.gemeente == gemeente) & (WachtendeDeclaratie.agb == agb)
    return await _neem(session, wacht)


async def hervat_verlopen(session: AsyncSession, op: datetime) -> list[str]:
    """Take the messages whose wait is over off the list, a limited number at a time; their ids."""
    verlopen = select(WachtendeDeclaratie.bericht_id).where(WachtendeDeclaratie.wacht_tot <= op).limit(PER_KEER)
    return await _neem(session, WachtendeDeclaratie.bericht_id.in_(verlopen))


async def _neem(session: AsyncSession, welke: ColumnElement[bool]) -> list[str]:
    taken = delete(WachtendeDeclaratie).where(welke).returning(WachtendeDeclaratie.bericht_id)
    return sorted((await session.execute(taken)).scalars())
