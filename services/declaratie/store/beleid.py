"""What policy looks at: the granted lines of a declaration, and of its clients."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.domain.beleid import ToegekendePrestatie
from declaratie.store.bulk import Vragen, gevraagd, van_client
from declaratie.store.prestaties import BEDRAG, is_open, op_toewijzing
from declaratie.tables import (
    Declaratie,
    GehoordeToewijzing,
    Prestatie,
)


async def clienten(session: AsyncSession, declaratie_ids: Collection[str]) -> dict[str, list[str]]:
    """The clients of the granted debit lines of each declaration, in a fixed order."""
    query = (
        select(Prestatie.declaratie_id, GehoordeToewijzing.client_id)
        .join(GehoordeToewijzing, op_toewijzing())
        .where(Prestatie.declaratie_id.in_(declaratie_ids))
        .where(Prestatie.is_toegekend.is_(True), Prestatie.is_credit.is_(False))
        .distinct()
    )
    found: dict[str, list[str]] = {each: [] for each in declaratie_ids}
    for declaratie_id, client in sorted(tuple(row) for row in await session.execute(query)):
        found[declaratie_id].append(client)
    return found


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


async def open_prestaties(session: AsyncSession, vragen: Vragen[str], vanaf: date) -> list[list[ToegekendePrestatie]]:
    """Open lines of these clients, per question, at every provider, for periods that begin on `vanaf` or later."""
    asked = gevraagd(session, vragen)
    query = (
        select(asked.c.plek, *TOEGEKEND)
        .select_from(asked)
        .join(GehoordeToewijzing, van_client(asked))
        .join(Prestatie, and_(op_toewijzing(), Prestatie.begindatum >= vanaf, is_open()))
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
    )
    found: list[list[ToegekendePrestatie]] = [[] for _ in vragen]
    for plek, beantwoord_op, declaratie_id, volgnummer, *velden in await session.execute(query):
        found[plek].append(ToegekendePrestatie((beantwoord_op, declaratie_id, volgnummer), *velden))
    return found


class Bedrag(NamedTuple):
    """What a granted line costs: its place, product, first day, eurocents (credit negative), and who pays (M83)."""

    volgnummer: int
    code: str
    begindatum: date
    bedrag: int
    budgethouder: str


async def bedragen(session: AsyncSession, declaratie_ids: Collection[str]) -> dict[str, list[Bedrag]]:
    """Of the granted lines of each declaration, in the order of its message."""
    declaratie = Prestatie.declaratie_id
    query = (
        select(declaratie, Prestatie.volgnummer, Prestatie.code, Prestatie.begindatum, BEDRAG, Prestatie.budgethouder)
        .where(declaratie.in_(declaratie_ids), Prestatie.is_toegekend.is_(True))
        .order_by(declaratie, Prestatie.volgnummer)
    )
    found: dict[str, list[Bedrag]] = {each: [] for each in declaratie_ids}
    for declaratie_id, *velden in await session.execute(query):
        found[declaratie_id].append(Bedrag(*velden))
    return found
