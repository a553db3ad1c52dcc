"""The queries on judged lines, and what every query over them shares."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    case,
    cast,
    exists,
    extract,
    false,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from declaratie.store.zicht import Zicht, prestatie_van
from declaratie.tables import (
    Declaratie,
    GehoordeToewijzing,
    Prestatie,
)
from wetten import Wet


async def prestaties(
    session: AsyncSession, declaratie_id: str, zicht: Zicht, na: Sequence[str | int] | None, limit: int
) -> Sequence[Prestatie]:
    """The judged lines of a declaration in the order of the message, from after line `na`, as far as visible."""
    query = select(Prestatie).where(Prestatie.declaratie_id == declaratie_id, prestatie_van(zicht))
    if na is not None:
        query = query.where(Prestatie.volgnummer > na[0])
    return (await session.execute(query.order_by(Prestatie.volgnummer).limit(limit))).scalars().all()


async def toegekend_debet(
    session: AsyncSession, gemeente: str, agb: str, wet: Wet, referenties: Collection[str]
) -> Sequence[Prestatie]:
    """The granted debit lines of a provider with these references."""
    query = select(Prestatie).where(
        Prestatie.gemeente == gemeente,
        Prestatie.agb == agb,
        Prestatie.wet == wet,
        Prestatie.referentie.in_(referenties),
        Prestatie.is_toegekend.is_(True),
        Prestatie.is_credit.is_(False),
    )
    return (await session.execute(query)).scalars().all()


BEDRAG = case((Prestatie.is_credit, -Prestatie.bedrag), else_=Prestatie.bedrag)
"""Eurocents of a line, credit negative."""


MAAND = cast(
    extract("year", Prestatie.begindatum) * literal_column("100") + extract("month", Prestatie.begindatum), Integer
)
"""The month of the ProductPeriode as a number, such as 202305."""


@dataclass(frozen=True)
class Prestatieselectie:
    """Which judged lines are asked for; what is None does not matter."""

    zicht: Zicht
    agb: str | None = None
    gemeente: str | None = None
    wet: Wet | None = None
    budgethouder: str | None = None
    code: str | None = None
    toewijzing_nummer: int | None = None
    bsn_hashes: Collection[str] | None = None
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


def gevraagd(vraag: Prestatieselectie) -> list[ColumnElement[bool]]:
    """The conditions, on Prestatie joined with Declaratie."""
    gelijk = {
        Prestatie.agb: vraag.agb,
        Prestatie.gemeente: vraag.gemeente,
        Prestatie.wet: vraag.wet,
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
    if vraag.bsn_hashes is not None:
        voorwaarden.append(_van_client(vraag.bsn_hashes))
    if vraag.regels is not None:
        voorwaarden.append(
            or_(false(), *(gebroken_regels().contains(f'"{nummer}"') for nummer in sorted(vraag.regels)))
        )
    return [prestatie_van(vraag.zicht), *voorwaarden]


def gebroken_regels() -> ColumnElement[str]:
    """The broken rules as text: the JSON list as it is stored."""
    return cast(Prestatie.codes, String)


def _van_client(bsn_hashes: Collection[str]) -> ColumnElement[bool]:
    sleutel = select(
        GehoordeToewijzing.gemeente, GehoordeToewijzing.wet, GehoordeToewijzing.agb, GehoordeToewijzing.nummer
    ).where(GehoordeToewijzing.bsn_hash.in_(bsn_hashes))
    return tuple_(Prestatie.gemeente, Prestatie.wet, Prestatie.agb, Prestatie.toewijzing_nummer).in_(sleutel)


def op_toewijzing() -> ColumnElement[bool]:
    """That a line is on an assignment: its number is unique within municipality and law (TR332)."""
    return and_(
        GehoordeToewijzing.gemeente == Prestatie.gemeente,
        GehoordeToewijzing.wet == Prestatie.wet,
        GehoordeToewijzing.nummer == Prestatie.toewijzing_nummer,
    )


MetDeclaratie = tuple[Prestatie, Declaratie]


async def gevonden(
    session: AsyncSession, vraag: Prestatieselectie, na: Sequence[str | int] | None, limit: int
) -> Sequence[MetDeclaratie]:
    """Judged lines with their declaration, oldest declaration first, from after declaration and line `na`."""
    query = (
        select(Prestatie, Declaratie)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*gevraagd(vraag))
        .order_by(Prestatie.declaratie_id, Prestatie.volgnummer)
        .limit(limit)
    )
    if na is not None:
        query = query.where(tuple_(Prestatie.declaratie_id, Prestatie.volgnummer) > tuple(na))
    return [(prestatie, declaratie) for prestatie, declaratie in await session.execute(query)]


@cache
def is_open() -> ColumnElement[bool]:
    """A granted debit line that was not credited; a credit stands on the same assignment (TR323)."""
    gecrediteerd = exists().where(neemt_terug(aliased(Prestatie)))
    return Prestatie.is_toegekend.is_(True) & Prestatie.is_credit.is_(False) & ~gecrediteerd


def neemt_terug(credit: type[Prestatie]) -> ColumnElement[bool]:
    """That this line is a granted credit of a line."""
    return and_(
        credit.gemeente == Prestatie.gemeente,
        credit.wet == Prestatie.wet,
        credit.toewijzing_nummer == Prestatie.toewijzing_nummer,
        credit.agb == Prestatie.agb,
        credit.vorige_referentie == Prestatie.referentie,
        credit.is_credit.is_(True),
        credit.is_toegekend.is_(True),
    )
