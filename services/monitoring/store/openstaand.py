"""What is open now, of the active generation; the months of a selection play no part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from monitoring.domain.herkomst import Telling, Wachtbron
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.selectie import Selectie
from monitoring.store.selectie import ACTIEF, waar
from monitoring.tables import Openstaand

OpenVerdeling = Literal["code", "kenmerk"]
KOLOMMEN: Mapping[OpenVerdeling, InstrumentedAttribute[str]] = {
    "code": Openstaand.code,
    "kenmerk": Openstaand.kenmerk,
}


def _wacht(selectie: Selectie, vandaag: date) -> list[ColumnElement[bool]]:
    """All that waits on a day."""
    wacht_nog = or_(Openstaand.tot.is_(None), Openstaand.tot >= vandaag)
    return [Openstaand.generatie == ACTIEF, wacht_nog, *waar(selectie, Openstaand)]


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
        query = select(func.count(), func.min(Openstaand.sinds), te_laat, laatste_dag).where(
            Openstaand.soort == soort, *_wacht(selectie, vandaag)
        )
        aantal, oudste, laat, laatste = (await session.execute(query)).one()
        alle, te_laat_ = Wachtbron(soort, selectie), Wachtbron(soort, selectie, te_laat=True)
        gevonden.append(OpenAantal(soort, Telling(aantal, alle), oudste, Telling(laat, te_laat_), laatste))
    return gevonden


@dataclass(frozen=True)
class TeLaat:
    """How many things of a kind are past their last day, and the first of those days."""

    soort: Opensoort
    aantal: int
    sinds: date


async def te_laat(session: AsyncSession, selectie: Selectie, vandaag: date) -> list[TeLaat]:
    """What is late now, per kind, the most first."""
    aantal = func.count()
    query = select(Openstaand.soort, aantal, func.min(Openstaand.uiterlijk)).where(
        Openstaand.uiterlijk < vandaag, *_wacht(selectie, vandaag)
    )
    rows = await session.execute(query.group_by(Openstaand.soort).order_by(aantal.desc(), Openstaand.soort))
    return [
        TeLaat(Opensoort(soort), Telling(hoeveel, Wachtbron(Opensoort(soort), selectie, te_laat=True)), sinds)
        for soort, hoeveel, sinds in rows
        if sinds is not None
    ]


async def open_per(
    session: AsyncSession, selectie: Selectie, soort: Opensoort, per: OpenVerdeling, vandaag: date
) -> list[tuple[str, int, int]]:
    """What is open now of a kind, per code or kenmerk: its value, how many, how many are late."""
    kolom = KOLOMMEN[per]
    te_laat = func.count().filter(Openstaand.uiterlijk < vandaag)
    query = select(kolom, func.count(), te_laat).where(Openstaand.soort == soort, *_wacht(selectie, vandaag))
    query = query.group_by(kolom).order_by(kolom)
    gevonden: list[tuple[str, int, int]] = []
    for waarde, aantal, laat in await session.execute(query):
        deel = replace(selectie, code=waarde) if per == "code" else selectie
        alle = Wachtbron(soort, deel, waarde if per == "kenmerk" else None)
        gevonden.append((waarde, Telling(aantal, alle), Telling(laat, alle._replace(te_laat=True))))
    return gevonden


@dataclass(frozen=True)
class Gezocht:
    """Which things that wait on a day: of a kind, within a kenmerk where one is named, or only those that are late."""

    soort: Opensoort
    op: date
    kenmerk: str | None = None
    te_laat: bool = False


async def open_zaken(
    session: AsyncSession, selectie: Selectie, gezocht: Gezocht, na: tuple[date, str] | None, aantal: int
) -> list[Openstaand]:
    """The next things that are open, oldest first, after the one with this date and key."""
    query = select(Openstaand).where(Openstaand.soort == gezocht.soort, *_wacht(selectie, gezocht.op))
    if gezocht.kenmerk is not None:
        query = query.where(Openstaand.kenmerk == gezocht.kenmerk)
    if gezocht.te_laat:
        query = query.where(Openstaand.uiterlijk < gezocht.op)
    if na is not None:
        query = query.where(tuple_(Openstaand.sinds, Openstaand.sleutel) > na)
    query = query.order_by(Openstaand.sinds, Openstaand.sleutel).limit(aantal)
    return list((await session.execute(query)).scalars())
