"""What is open now, of the active generation; the months of a selection play no part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from monitoring.domain.openstaand import Opensoort
from monitoring.domain.selectie import Selectie
from monitoring.store.selectie import ACTIEF, waar
from monitoring.tables import Openstaand

OpenVerdeling = Literal["code", "kenmerk"]
KOLOMMEN: Mapping[OpenVerdeling, InstrumentedAttribute[str]] = {
    "code": Openstaand.code,
    "kenmerk": Openstaand.kenmerk,
}


def _open(selectie: Selectie, soort: Opensoort) -> list[ColumnElement[bool]]:
    return [Openstaand.generatie == ACTIEF, Openstaand.soort == soort, *waar(selectie, Openstaand)]


@dataclass(frozen=True)
class OpenAantal:
    """How many things of a kind are open, since when the oldest, and how many are past their last day or at it."""

    soort: Opensoort
    aantal: int
    oudste: date | None
    te_laat: int
    laatste_dag: int


async def tel_open(
    session: AsyncSession, selectie: Selectie, soorten: Sequence[Opensoort], vandaag: date
) -> list[OpenAantal]:
    """What is open now, per kind; the months of the selection play no part."""
    gevonden = []
    for soort in soorten:
        te_laat = func.count().filter(Openstaand.uiterlijk < vandaag)
        laatste_dag = func.count().filter(Openstaand.uiterlijk == vandaag)
        query = select(func.count(), func.min(Openstaand.sinds), te_laat, laatste_dag).where(*_open(selectie, soort))
        gevonden.append(OpenAantal(soort, *(await session.execute(query)).one()))
    return gevonden


async def open_per(
    session: AsyncSession, selectie: Selectie, soort: Opensoort, per: OpenVerdeling, vandaag: date
) -> list[tuple[str, int, int]]:
    """What is open now of a kind, per code or kenmerk: its value, how many, how many are late."""
    kolom = KOLOMMEN[per]
    te_laat = func.count().filter(Openstaand.uiterlijk < vandaag)
    query = select(kolom, func.count(), te_laat).where(*_open(selectie, soort)).group_by(kolom).order_by(kolom)
    return [(waarde, aantal, laat) for waarde, aantal, laat in await session.execute(query)]


async def open_zaken(
    session: AsyncSession, selectie: Selectie, soort: Opensoort, na: tuple[date, str] | None, aantal: int
) -> list[Openstaand]:
    """The next things that are open, oldest first, after the one with this date and key."""
    query = select(Openstaand).where(*_open(selectie, soort))
    if na is not None:
        query = query.where(tuple_(Openstaand.sinds, Openstaand.sleutel) > na)
    query = query.order_by(Openstaand.sinds, Openstaand.sleutel).limit(aantal)
    return list((await session.execute(query)).scalars())
