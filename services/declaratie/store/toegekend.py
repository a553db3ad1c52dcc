"""What was granted of one declaration, per assignment."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.store.prestaties import BEDRAG, MAAND, op_toewijzing
from declaratie.tables import GehoordeToewijzing, Prestatie
from gebeurtenissen.declaratie import Gedeclareerd

_VOLUME = case((Prestatie.is_credit, -Prestatie.volume), else_=Prestatie.volume)


_PRESTATIES = case((Prestatie.is_credit, -1), else_=1)


async def per_toewijzing(session: AsyncSession, declaratie_id: str) -> Sequence[Gedeclareerd]:
    """The granted lines of a declaration, added up per assignment, product, month, unit and budgethouder, in order."""
    groep = (
        GehoordeToewijzing.id,
        Prestatie.toewijzing_nummer,
        Prestatie.categorie,
        Prestatie.code,
        MAAND.label("maand"),
        Prestatie.eenheid,
        Prestatie.budgethouder,
    )
    query = (
        select(*groep, func.sum(_VOLUME), func.sum(BEDRAG), func.sum(_PRESTATIES))
        .join(GehoordeToewijzing, op_toewijzing())
        .where(Prestatie.declaratie_id == declaratie_id, Prestatie.is_toegekend.is_(True))
        .group_by(*groep)
        .order_by(Prestatie.toewijzing_nummer, Prestatie.code, MAAND, Prestatie.eenheid, Prestatie.budgethouder)
    )
    rows = await session.execute(query)
    return [
        Gedeclareerd(
            toewijzing_id=toewijzing_id,
            toewijzing_nummer=nummer,
            categorie=categorie,
            code=code,
            maand=date(maand // 100, maand % 100, 1),
            eenheid=eenheid,
            volume=volume,
            bedrag=bedrag,
            prestaties=prestaties,
            budgethouder=budgethouder,
        )
        for toewijzing_id, nummer, categorie, code, maand, eenheid, budgethouder, volume, bedrag, prestaties in rows
    ]
