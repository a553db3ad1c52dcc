"""Queries over judged lines: search, rejections, totals, payable amounts, year statements."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    case,
    cast,
    extract,
    false,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from berichtenverkeer.tables import berichten
from declaratie.domain.jaarstaat import DeclaratieKop, Groep
from declaratie.store.zicht import Zicht, declaratie_van, prestatie_van
from declaratie.tables import Declaratie, GehoordeToewijzing, Prestatie

BEDRAG = case((Prestatie.is_credit, -Prestatie.bedrag), else_=Prestatie.bedrag)
"""Eurocents of a line, credit negative."""
MAAND = cast(
    extract("year", Prestatie.begindatum) * literal_column("100") + extract("month", Prestatie.begindatum), Integer
)
"""The month of the ProductPeriode as a number, such as 202305."""
PER: Mapping[str, ColumnElement[str] | ColumnElement[int]] = {
    "budgethouder": Prestatie.budgethouder.expression,
    "gemeente": Prestatie.gemeente.expression,
    "aanbieder": Prestatie.agb.expression,
    "product": Prestatie.code.expression,
    "maand": MAAND,
}
"""What totals can be grouped by."""


@dataclass(frozen=True)
class Prestatieselectie:
    """Which judged lines are asked for; what is None does not matter."""

    zicht: Zicht
    agb: str | None = None
    gemeente: str | None = None
    budgethouder: str | None = None
    code: str | None = None
    toewijzing_nummer: int | None = None
    bsn_hash: str | None = None
    """Lines on assignments of this client: lines themselves hold no BSN."""
    van: date | None = None
    """First day of the first month of the ProductPeriode."""
    tot: date | None = None
    """Last day of its last month."""
    is_toegekend: bool | None = None
    declaratienummer: str | None = None
    declaratieperiode: date | None = None
    regels: Collection[str] | None = None
    """Lines that broke one of these rules."""


def _gevraagd(vraag: Prestatieselectie) -> list[ColumnElement[bool]]:
    """The conditions, on Prestatie joined with Declaratie."""
    gelijk = {
        Prestatie.agb: vraag.agb,
        Prestatie.gemeente: vraag.gemeente,
        Prestatie.budgethouder: vraag.budgethouder,
        Prestatie.code: vraag.code,
        Prestatie.toewijzing_nummer: vraag.toewijzing_nummer,
        Prestatie.is_toegekend: vraag.is_toegekend,
        Declaratie.declaratienummer: vraag.declaratienummer,
        Declaratie.declaratieperiode: vraag.declaratieperiode,
    }
    voorwaarden = [kolom == waarde for kolom, waarde in gelijk.items() if waarde is not None]
    if vraag.van is not None:
        voorwaarden.append(Prestatie.begindatum >= vraag.van)
    if vraag.tot is not None:
        voorwaarden.append(Prestatie.begindatum <= vraag.tot)
    if vraag.bsn_hash is not None:
        voorwaarden.append(_van_client(vraag.bsn_hash))
    if vraag.regels is not None:
        voorwaarden.append(or_(false(), *(_codes().contains(f'"{nummer}"') for nummer in sorted(vraag.regels))))
    return [prestatie_van(vraag.zicht), *voorwaarden]


def _codes() -> ColumnElement[str]:
    """The broken rules as text: the JSON list as it is stored."""
    return cast(Prestatie.codes, String)


def _van_client(bsn_hash: str) -> ColumnElement[bool]:
    sleutel = select(GehoordeToewijzing.gemeente, GehoordeToewijzing.agb, GehoordeToewijzing.nummer).where(
        GehoordeToewijzing.bsn_hash == bsn_hash
    )
    return tuple_(Prestatie.gemeente, Prestatie.agb, Prestatie.toewijzing_nummer).in_(sleutel)


MetDeclaratie = tuple[Prestatie, Declaratie]


async def gevonden(
    session: AsyncSession, vraag: Prestatieselectie, na: Sequence[str | int] | None, limit: int
) -> Sequence[MetDeclaratie]:
    """Judged lines with their declaration, oldest declaration first, from after declaration and line `na`."""
    query = (
        select(Prestatie, Declaratie)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*_gevraagd(vraag))
        .order_by(Prestatie.declaratie_id, Prestatie.volgnummer)
        .limit(limit)
    )
    if na is not None:
        query = query.where(tuple_(Prestatie.declaratie_id, Prestatie.volgnummer) > tuple(na))
    return [(prestatie, declaratie) for prestatie, declaratie in await session.execute(query)]


@dataclass(frozen=True)
class AfgewezenSom:
    """How many lines broke exactly these rules, and their amount in eurocents (credit negative)."""

    regels: tuple[str, ...]
    aantal: int
    bedrag: int


async def afgewezen_sommen(session: AsyncSession, vraag: Prestatieselectie) -> list[AfgewezenSom]:
    """Rejected lines, summed per combination of broken rules."""
    tekst = _codes().label("tekst")
    per_prestatie = (
        select(tekst, BEDRAG.label("bedrag"))
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*_gevraagd(vraag), Prestatie.is_toegekend.is_(False))
        .subquery()
    )
    query = select(per_prestatie.c.tekst, func.count(), func.sum(per_prestatie.c.bedrag)).group_by(
        per_prestatie.c.tekst
    )
    return [
        AfgewezenSom(tuple(json.loads(codes)), aantal, int(bedrag))
        for codes, aantal, bedrag in await session.execute(query)
    ]


async def afgewezen_declaraties(session: AsyncSession, vraag: Prestatieselectie) -> list[tuple[str, int, int]]:
    """Declarations of which no line was looked at: per return code how many, and the amount claimed."""
    gelijk = {
        Declaratie.agb: vraag.agb,
        Declaratie.gemeente: vraag.gemeente,
        Declaratie.declaratienummer: vraag.declaratienummer,
        Declaratie.declaratieperiode: vraag.declaratieperiode,
    }
    query = (
        select(Declaratie.retourcode, func.count(), func.sum(Declaratie.bedrag_ingediend))
        .where(declaratie_van(vraag.zicht), Declaratie.retourcode.not_in(("0200", "8001")))
        .where(*(kolom == waarde for kolom, waarde in gelijk.items() if waarde is not None))
        .group_by(Declaratie.retourcode)
        .order_by(Declaratie.retourcode)
    )
    return [(code, aantal, int(bedrag)) for code, aantal, bedrag in await session.execute(query)]


@dataclass(frozen=True)
class Totaal:
    """Lines and eurocents (credit negative) of one group; `sleutel` has the values that it is grouped by, in order."""

    sleutel: tuple[str | int, ...]
    prestaties_ingediend: int
    prestaties_toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int


async def totalen(
    session: AsyncSession, vraag: Prestatieselectie, per: Sequence[str], na: Sequence[str | int] | None, limit: int
) -> list[Totaal]:
    """Judged lines summed per group of `per` (keys of PER), in order of the group, from after group `na`."""
    groep = [PER[naam] for naam in per]
    toegekend = case((Prestatie.is_toegekend, 1), else_=0)
    query = (
        select(
            *groep,
            func.count(),
            func.coalesce(func.sum(toegekend), 0),
            func.coalesce(func.sum(BEDRAG), 0),
            func.coalesce(func.sum(BEDRAG * toegekend), 0),
        )
        .select_from(Prestatie)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*_gevraagd(vraag))
        .group_by(*groep)
        .order_by(*groep)
        .limit(limit)
    )
    if na is not None:
        query = query.where(tuple_(*groep) > tuple(na))
    found = []
    for row in await session.execute(query):
        *sleutel, ingediend, prestaties_toegekend, bedrag, bedrag_toegekend = row
        found.append(Totaal(tuple(sleutel), ingediend, int(prestaties_toegekend), int(bedrag), int(bedrag_toegekend)))
    return found


@dataclass(frozen=True)
class Betaling:
    """What a budgethouder pays on one declaration, in eurocents: granted debit lines minus granted credit lines."""

    budgethouder: str
    gemeente: str
    agb: str
    declaratie_id: str
    declaratienummer: str
    declaratieperiode: date
    identificatie_325: str
    """Identificatie of the WMO325."""
    beantwoord_op: datetime
    debet: int
    credit: int

    @property
    def bedrag(self) -> int:
        """To pay; below zero it is to be got back."""
        return self.debet - self.credit


@dataclass(frozen=True)
class Beantwoord:
    """Lines answered from moment `van` until before `tot`; of one provider, municipality or budgethouder if given."""

    zicht: Zicht
    van: datetime
    tot: datetime
    agb: str | None = None
    gemeente: str | None = None
    budgethouder: str | None = None

    def voorwaarden(self) -> list[ColumnElement[bool]]:
        """The conditions, on Prestatie joined with Declaratie. What is not granted is not payable."""
        gelijk = {
            Prestatie.agb: self.agb,
            Prestatie.gemeente: self.gemeente,
            Prestatie.budgethouder: self.budgethouder,
        }
        return [
            prestatie_van(self.zicht),
            Prestatie.is_toegekend.is_(True),
            Declaratie.beantwoord_op >= self.van,
            Declaratie.beantwoord_op < self.tot,
            *(kolom == waarde for kolom, waarde in gelijk.items() if waarde is not None),
        ]


Staatsleutel = tuple[str, str, str]
"""Of a payable amount: who pays, whose clients, and to whom."""
_STAAT = (Prestatie.budgethouder, Prestatie.gemeente, Prestatie.agb)


async def te_betalen_aan(
    session: AsyncSession, beantwoord: Beantwoord, na: Sequence[str | int] | None, limit: int | None
) -> list[Staatsleutel]:
    """Budgethouder, municipality and provider of whom lines were granted, in that order, from after `na`."""
    query = (
        select(*_STAAT)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*beantwoord.voorwaarden())
        .group_by(*_STAAT)
        .order_by(*_STAAT)
        .limit(limit)
    )
    if na is not None:
        query = query.where(tuple_(*_STAAT) > tuple(na))
    return [(budgethouder, gemeente, agb) for budgethouder, gemeente, agb in await session.execute(query)]


async def betalingen(
    session: AsyncSession, beantwoord: Beantwoord, van: Staatsleutel, tot_en_met: Staatsleutel
) -> list[Betaling]:
    """What is payable per declaration, for these amounts and those between, in order of them and of time."""
    query = (
        select(
            *_STAAT,
            Declaratie.id.label("declaratie_id"),
            Declaratie.declaratienummer,
            Declaratie.declaratieperiode,
            berichten.c.identificatie.label("identificatie_325"),
            Declaratie.beantwoord_op,
            func.sum(case((Prestatie.is_credit, 0), else_=Prestatie.bedrag)).label("debet"),
            func.sum(case((Prestatie.is_credit, Prestatie.bedrag), else_=0)).label("credit"),
        )
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .join(berichten, berichten.c.antwoord_op == Declaratie.id)
        .where(*beantwoord.voorwaarden(), tuple_(*_STAAT) >= van, tuple_(*_STAAT) <= tot_en_met)
        .group_by(*_STAAT, Declaratie.id, berichten.c.identificatie)
        .order_by(*_STAAT, Declaratie.id)
    )
    return [
        Betaling(**{**row._mapping, "debet": int(row.debet), "credit": int(row.credit)})
        for row in await session.execute(query)
    ]


async def jaargroepen(session: AsyncSession, zicht: Zicht, agb: str, jaar: int) -> list[Groep]:
    """The granted lines of a provider whose ProductPeriode lies in `jaar`, summed per declaration, product and month.

    One query, so that declarations and products of a statement cannot tell of different moments.
    """
    antwoorden = berichten.alias()
    kop = (
        Declaratie.id,
        Declaratie.gemeente,
        Declaratie.declaratienummer,
        Declaratie.declaratieperiode,
        berichten.c.identificatie,
        antwoorden.c.identificatie,
        Declaratie.beantwoord_op,
    )
    groep = (Prestatie.budgethouder, Prestatie.categorie, Prestatie.code, Prestatie.eenheid, MAAND, Prestatie.is_credit)
    query = (
        select(*kop, *groep, func.count(), func.sum(Prestatie.volume), func.sum(Prestatie.bedrag))
        .select_from(Prestatie)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .join(berichten, berichten.c.id == Declaratie.id)
        .join(antwoorden, antwoorden.c.antwoord_op == Declaratie.id)
        .where(
            prestatie_van(zicht),
            Prestatie.agb == agb,
            Prestatie.is_toegekend.is_(True),
            Prestatie.begindatum >= date(jaar, 1, 1),
            Prestatie.begindatum <= date(jaar, 12, 31),
        )
        .group_by(*kop, *groep)
    )
    found = []
    for row in await session.execute(query):
        budgethouder, categorie, code, eenheid, maand, is_credit, aantal, volume, bedrag = row[len(kop) :]
        found.append(
            Groep(
                declaratie=DeclaratieKop(*row[: len(kop)]),
                budgethouder=budgethouder,
                categorie=categorie,
                code=code,
                eenheid=eenheid,
                maand=date(maand // 100, maand % 100, 1),
                is_credit=is_credit,
                prestaties=aantal,
                volume=int(volume),
                bedrag=int(bedrag),
            )
        )
    return found
