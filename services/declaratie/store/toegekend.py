"""What was granted of one declaration, per assignment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.store.totalen import BEDRAG, MAAND
from declaratie.tables import Prestatie, Toewijzing

_VOLUME = case((Prestatie.credit, -Prestatie.volume), else_=Prestatie.volume)
_REGELS = case((Prestatie.credit, -1), else_=1)


@dataclass(frozen=True, slots=True)
class PerToewijzing:
    """What a declaration adds to an assignment for one product and month; credit counts negative."""

    toewijzing_id: str
    toewijzing_nummer: int
    categorie: str
    code: str
    maand: date
    eenheid: str
    volume: int
    bedrag: int
    regels: int


async def per_toewijzing(session: AsyncSession, declaratie_id: str) -> Sequence[PerToewijzing]:
    """The granted lines of a declaration, added up per assignment, product, month and unit, in a fixed order."""
    groep = (
        Toewijzing.id,
        Prestatie.toewijzing_nummer,
        Prestatie.categorie,
        Prestatie.code,
        MAAND.label("maand"),
        Prestatie.eenheid,
    )
    query = (
        select(*groep, func.sum(_VOLUME), func.sum(BEDRAG), func.sum(_REGELS))
        .join(
            Toewijzing,
            (Toewijzing.gemeente == Prestatie.gemeente) & (Toewijzing.nummer == Prestatie.toewijzing_nummer),
        )
        .where(Prestatie.declaratie_id == declaratie_id, Prestatie.toegekend.is_(True))
        .group_by(*groep)
        .order_by(Prestatie.toewijzing_nummer, Prestatie.code, MAAND, Prestatie.eenheid)
    )
    rows = await session.execute(query)
    return [
        PerToewijzing(id_, nummer, categorie, code, date(maand // 100, maand % 100, 1), eenheid, volume, bedrag, regels)
        for id_, nummer, categorie, code, maand, eenheid, volume, bedrag, regels in rows
    ]
