"""The granted lines of a year."""

from datetime import date

from sqlalchemy import (
    func,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from berichtenverkeer.tables import berichten
from declaratie.domain.jaarstaten import DeclaratieKop, Groep
from declaratie.store.prestaties import MAAND
from declaratie.store.zicht import Zicht, prestatie_van
from declaratie.tables import Declaratie, Prestatie

ANTWOORDEN = berichten.alias()
KOP = (
    Declaratie.id,
    Declaratie.gemeente,
    Declaratie.declaratienummer,
    Declaratie.declaratieperiode,
    berichten.c.identificatie,
    ANTWOORDEN.c.identificatie,
    Declaratie.beantwoord_op,
)
"""What a `DeclaratieKop` is made of, in its order."""
GROEP = (Prestatie.budgethouder, Prestatie.categorie, Prestatie.code, Prestatie.eenheid, MAAND, Prestatie.is_credit)


async def jaargroepen(session: AsyncSession, zicht: Zicht, agb: str, jaar: int) -> list[Groep]:
    """The granted lines of a provider whose ProductPeriode lies in `jaar`, summed per declaration, product and month.

    One query, so that declarations and products of a statement cannot tell of different moments.
    """
    query = (
        select(*KOP, *GROEP, func.count(), func.sum(Prestatie.volume), func.sum(Prestatie.bedrag))
        .select_from(Prestatie)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .join(berichten, berichten.c.id == Declaratie.id)
        .join(ANTWOORDEN, ANTWOORDEN.c.antwoord_op == Declaratie.id)
        .where(
            prestatie_van(zicht),
            Prestatie.agb == agb,
            Prestatie.is_toegekend.is_(True),
            Prestatie.begindatum >= date(jaar, 1, 1),
            Prestatie.begindatum <= date(jaar, 12, 31),
        )
        .group_by(*KOP, *GROEP)
    )
    found = []
    for row in await session.execute(query):
        budgethouder, categorie, code, eenheid, maand, is_credit, aantal, volume, bedrag = row[len(KOP) :]
        found.append(
            Groep(
                declaratie=DeclaratieKop(*row[: len(KOP)]),
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
