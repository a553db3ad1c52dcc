"""Rejected lines and declarations, added up by cause."""

import json
from dataclasses import dataclass

from sqlalchemy import (
    func,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.store.declaraties import BEOORDEELD
from declaratie.store.prestaties import BEDRAG, Prestatieselectie, gebroken_regels, gevraagd
from declaratie.store.zicht import declaratie_van, gelijk_aan
from declaratie.tables import Declaratie, Prestatie


@dataclass(frozen=True)
class AfgewezenSom:
    """How many lines broke exactly these rules, and their amount in eurocents (credit negative)."""

    regels: tuple[str, ...]
    aantal: int
    bedrag: int


async def afgewezen_sommen(session: AsyncSession, vraag: Prestatieselectie) -> list[AfgewezenSom]:
    """Rejected lines, summed per combination of broken rules."""
    tekst = gebroken_regels().label("tekst")
    per_prestatie = (
        select(tekst, BEDRAG.label("bedrag"))
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*gevraagd(vraag), Prestatie.is_toegekend.is_(False))
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
        .where(declaratie_van(vraag.zicht), Declaratie.retourcode.not_in(BEOORDEELD))
        .where(*gelijk_aan(gelijk))
        .group_by(Declaratie.retourcode)
        .order_by(Declaratie.retourcode)
    )
    return [(code, aantal, int(bedrag)) for code, aantal, bedrag in await session.execute(query)]
