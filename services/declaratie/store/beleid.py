"""What policy looks at: the granted lines of a declaration, and of its clients."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.domain.beleid import ToegekendePrestatie
from declaratie.store.bulk import Vragen, eerste_dag, gevraagd, op_nummer
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
    Prestatie.code,
    Prestatie.begindatum,
    Prestatie.einddatum,
    Prestatie.volume,
    Prestatie.eenheid,
    Prestatie.tarief,
    Prestatie.bedrag,
)
"""What a `ToegekendePrestatie` is made of, but for its client."""


async def open_prestaties(
    session: AsyncSession, vragen: Vragen[int], client_van: Sequence[Mapping[int, str]], vanaf: date
) -> list[list[ToegekendePrestatie]]:
    """Open lines on these assignments, per question, for periods that begin on `vanaf` or later; whose each is is said.

    By number and not by client: in one query PostgreSQL may join all lines of a municipality with all its clients.
    """
    asked, eerste = gevraagd(session, vragen), eerste_dag(session, vanaf)
    query = (
        select(asked.c.plek, *TOEGEKEND)
        .select_from(asked)
        .join(Prestatie, op_nummer(asked))
        .join(eerste, Prestatie.begindatum >= eerste.c.value)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(is_open())
    )
    found: list[list[ToegekendePrestatie]] = [[] for _ in vragen]
    for plek, op, declaratie_id, volgnummer, nummer, *velden in await session.execute(query):
        client = client_van[plek][nummer]
        found[plek].append(ToegekendePrestatie((op, declaratie_id, volgnummer), nummer, client, *velden))
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
