"""What was granted of one declaration, per assignment."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.store.prestaties import BEDRAG, MAAND, op_toewijzing
from declaratie.tables import GehoordeToewijzing, Prestatie
from gebeurtenissen.declaratie import Gedeclareerd

_VOLUME = case((Prestatie.is_credit, -Prestatie.volume), else_=Prestatie.volume)


_PRESTATIES = case((Prestatie.is_credit, -1), else_=1)


_GROEP = (
    GehoordeToewijzing.id,
    Prestatie.toewijzing_nummer,
    Prestatie.categorie,
    Prestatie.code,
    MAAND.label("maand"),
    Prestatie.eenheid,
    Prestatie.budgethouder,
)


async def per_toewijzing(session: AsyncSession, declaratie_ids: Collection[str]) -> dict[str, list[Gedeclareerd]]:
    """Of each declaration the granted lines, per assignment, product, month, unit and budgethouder, in order."""
    query = (
        select(Prestatie.declaratie_id, *_GROEP, func.sum(_VOLUME), func.sum(BEDRAG), func.sum(_PRESTATIES))
        .join(GehoordeToewijzing, op_toewijzing())
        .where(Prestatie.declaratie_id.in_(declaratie_ids), Prestatie.is_toegekend.is_(True))
        .group_by(Prestatie.declaratie_id, *_GROEP)
        .order_by(Prestatie.toewijzing_nummer, Prestatie.code, MAAND, Prestatie.eenheid, Prestatie.budgethouder)
    )
    found: dict[str, list[Gedeclareerd]] = {each: [] for each in declaratie_ids}
    for (
        declaratie_id,
        toewijzing_id,
        nummer,
        categorie,
        code,
        maand,
        eenheid,
        wie,
        volume,
        bedrag,
        aantal,
    ) in await session.execute(query):
        gedeclareerd = Gedeclareerd(
            toewijzing_id=toewijzing_id,
            toewijzing_nummer=nummer,
            categorie=categorie,
            code=code,
            maand=date(maand // 100, maand % 100, 1),
            eenheid=eenheid,
            volume=volume,
            bedrag=bedrag,
            prestaties=aantal,
            budgethouder=wie,
        )
        found[declaratie_id].append(gedeclareerd)
    return found
