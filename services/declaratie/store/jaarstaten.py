"""The granted lines of a year."""

from dataclasses import fields
from datetime import date

from sqlalchemy import RowMapping, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.domain.jaarstaten import DeclaratieKop, Groep
from declaratie.store.prestaties import MAAND
from declaratie.store.zicht import Zicht, prestatie_van
from declaratie.tables import Declaratie, Prestatie

KOP = (
    Declaratie.id.label("declaratie_id"),
    Declaratie.gemeente,
    Declaratie.declaratienummer,
    Declaratie.declaratieperiode,
    Declaratie.identificatie_323,
    Declaratie.identificatie_325,
    Declaratie.beantwoord_op,
)
"""What a `DeclaratieKop` is made of, by its names."""
KOPVELDEN = tuple(each.name for each in fields(DeclaratieKop))
GROEP = (
    Prestatie.budgethouder,
    Prestatie.categorie,
    Prestatie.code,
    Prestatie.eenheid,
    MAAND.label("maand"),
    Prestatie.is_credit,
)


async def jaargroepen(session: AsyncSession, zicht: Zicht, agb: str, jaar: int) -> list[Groep]:
    """The granted lines of a provider whose ProductPeriode lies in `jaar`, summed per declaration, product and month.

    One query, so that declarations and products of a statement cannot tell of different moments.
    """
    query = (
        select(
            *KOP,
            *GROEP,
            func.count().label("prestaties"),
            func.sum(Prestatie.volume).label("volume"),
            func.sum(Prestatie.bedrag).label("bedrag"),
        )
        .select_from(Prestatie)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(
            prestatie_van(zicht),
            Prestatie.agb == agb,
            Prestatie.is_toegekend.is_(True),
            Prestatie.begindatum >= date(jaar, 1, 1),
            Prestatie.begindatum <= date(jaar, 12, 31),
        )
        .group_by(*KOP, *GROEP)
    )
    return [_groep(row) for row in (await session.execute(query)).mappings()]


def _groep(row: RowMapping) -> Groep:
    return Groep(
        declaratie=DeclaratieKop(**{each: row[each] for each in KOPVELDEN}),
        budgethouder=row["budgethouder"],
        categorie=row["categorie"],
        code=row["code"],
        eenheid=row["eenheid"],
        maand=date(row["maand"] // 100, row["maand"] % 100, 1),
        is_credit=row["is_credit"],
        prestaties=row["prestaties"],
        volume=int(row["volume"]),
        bedrag=int(row["bedrag"]),
    )
