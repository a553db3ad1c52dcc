"""What policy looks at: the granted lines of a declaration, and of its clients."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.domain.beleid import ToegekendePrestatie
from declaratie.store.prestaties import BEDRAG, is_open, op_toewijzing
from declaratie.tables import (
    Declaratie,
    GehoordeToewijzing,
    Prestatie,
)
from wetten import Wet


async def clienten(session: AsyncSession, declaratie: Declaratie) -> list[str]:
    """The clients of the granted debit lines of a declaration, in a fixed order."""
    query = (
        select(GehoordeToewijzing.client_id)
        .join(Prestatie, op_toewijzing())
        .where(
            Prestatie.declaratie_id == declaratie.id, Prestatie.is_toegekend.is_(True), Prestatie.is_credit.is_(False)
        )
        .distinct()
    )
    return sorted((await session.execute(query)).scalars())


TOEGEKEND = (
    Declaratie.beantwoord_op,
    Prestatie.declaratie_id,
    Prestatie.volgnummer,
    Prestatie.toewijzing_nummer,
    GehoordeToewijzing.client_id,
    Prestatie.code,
    Prestatie.begindatum,
    Prestatie.einddatum,
    Prestatie.volume,
    Prestatie.eenheid,
    Prestatie.tarief,
    Prestatie.bedrag,
)
"""What a `ToegekendePrestatie` is made of."""


async def open_prestaties(
    session: AsyncSession, gemeente: str, wet: Wet, clienten: Collection[str], vanaf: date
) -> list[ToegekendePrestatie]:
    """Open lines of these clients under a law, at every provider, for periods that begin on `vanaf` or later."""
    query = (
        select(*TOEGEKEND)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .join(GehoordeToewijzing, op_toewijzing())
        .where(GehoordeToewijzing.gemeente == gemeente, GehoordeToewijzing.client_id.in_(clienten))
        .where(GehoordeToewijzing.wet == wet, Prestatie.begindatum >= vanaf, is_open())
    )
    return [
        ToegekendePrestatie(
            volgorde=(row.beantwoord_op, row.declaratie_id, row.volgnummer),
            toewijzing_nummer=row.toewijzing_nummer,
            client=row.client_id,
            code=row.code,
            begindatum=row.begindatum,
            einddatum=row.einddatum,
            volume=row.volume,
            eenheid=row.eenheid,
            tarief=row.tarief,
            bedrag=row.bedrag,
        )
        for row in await session.execute(query)
    ]


class Bedrag(NamedTuple):
    """What a granted line costs: its place, product, first day, eurocents (credit negative), and who pays (M83)."""

    volgnummer: int
    code: str
    begindatum: date
    bedrag: int
    budgethouder: str


async def bedragen(session: AsyncSession, declaratie_id: str) -> list[Bedrag]:
    """Of the granted lines of a declaration, in the order of the message."""
    query = select(Prestatie.volgnummer, Prestatie.code, Prestatie.begindatum, BEDRAG, Prestatie.budgethouder)
    rows = await session.execute(
        query.where(Prestatie.declaratie_id == declaratie_id, Prestatie.is_toegekend.is_(True)).order_by(
            Prestatie.volgnummer
        )
    )
    return [Bedrag(*row) for row in rows]
