"""Every query of declaratie."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.tokens import EVERYWHERE
from declaratie.domain.stand import Tarief, Telling
from declaratie.domain.stand import Toewijzing as BekendeToewijzing
from declaratie.tables import Aanbieder, Base, Contract, ContractTarief, Declaratie, Prestatie, Toewijzing

CHUNK = 1000
"""Values in one IN list: below the limits of both databases."""
T = TypeVar("T")


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(values)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()


async def lock_aanbieder(session: AsyncSession, agb: str) -> None:
    """Judge one message of a provider at a time: what two messages grant together stays under every ceiling."""
    upsert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    await session.execute(upsert(Aanbieder).values(agb=agb).on_conflict_do_nothing())
    await session.execute(select(Aanbieder.agb).where(Aanbieder.agb == agb).with_for_update())


async def toewijzing(session: AsyncSession, toewijzing_id: str) -> Toewijzing | None:
    """The copy of one assignment."""
    return await session.get(Toewijzing, toewijzing_id, with_for_update=True)


async def contract(session: AsyncSession, contract_id: str) -> Contract | None:
    """The copy of one contract."""
    return await session.get(Contract, contract_id, with_for_update=True)


async def vervang_tarieven(session: AsyncSession, contract_id: str, tarieven: Sequence[ContractTarief]) -> None:
    """Put the prices of a contract in the place of those that were there."""
    await session.execute(delete(ContractTarief).where(ContractTarief.contract_id == contract_id))
    await add(session, *tarieven)


async def toewijzingen(
    session: AsyncSession, gemeente: str, agb: str, nummers: Collection[int], bsn_hashes: Collection[str]
) -> dict[int, BekendeToewijzing]:
    """The assignments of a provider in a municipality: those by these numbers, and all of these clients."""
    found: dict[int, BekendeToewijzing] = {}
    of_aanbieder = select(Toewijzing).where(Toewijzing.gemeente == gemeente, Toewijzing.agb == agb)
    for chunk in _chunks(sorted(nummers)):
        rows = await session.execute(of_aanbieder.where(Toewijzing.nummer.in_(chunk)))
        found |= {row.nummer: _bekend(row) for row in rows.scalars()}
    for hashes in _chunks(sorted(bsn_hashes)):
        rows = await session.execute(of_aanbieder.where(Toewijzing.bsn_hash.in_(hashes)))
        found |= {row.nummer: _bekend(row) for row in rows.scalars()}
    return found


def _bekend(row: Toewijzing) -> BekendeToewijzing:
    return BekendeToewijzing(
        nummer=row.nummer,
        bsn_hash=row.bsn_hash,
        categorie=row.categorie,
        code=row.code,
        volume=row.volume,
        eenheid=row.eenheid,
        frequentie=row.frequentie,
        budget=row.budget,
        ingangsdatum=row.ingangsdatum,
        einddatum=row.einddatum,
        reden_wijziging=row.reden_wijziging,
    )


async def tarieven(session: AsyncSession, agb: str) -> list[Tarief]:
    """All contract prices of a provider."""
    query = (
        select(Contract, ContractTarief)
        .join(ContractTarief, ContractTarief.contract_id == Contract.id)
        .where(Contract.agb == agb)
        .order_by(ContractTarief.code, ContractTarief.vanaf, Contract.id)
    )
    return [
        Tarief(
            gemeenten=frozenset(contract.gemeenten),
            code=tarief.code,
            eenheid=tarief.eenheid,
            vanaf=tarief.vanaf,
            van=contract.geldig_van,
            tot=contract.geldig_tot,
            bedrag=tarief.bedrag,
        )
        for contract, tarief in await session.execute(query)
    ]


_TELLING = (
    Prestatie.referentie,
    Prestatie.vorige_referentie,
    Prestatie.toewijzing_nummer,
    Prestatie.categorie,
    Prestatie.code,
    Prestatie.begindatum,
    Prestatie.einddatum,
    Prestatie.volume,
    Prestatie.eenheid,
    Prestatie.bedrag,
    Prestatie.credit,
)


async def toegekend(session: AsyncSession, gemeente: str, agb: str, nummers: Collection[int]) -> list[Telling]:
    """The lines that were granted on these assignments, debit lines before credit lines."""
    found: list[Telling] = []
    query = select(*_TELLING).where(Prestatie.gemeente == gemeente, Prestatie.agb == agb, Prestatie.toegekend.is_(True))
    for chunk in _chunks(sorted(nummers)):
        rows = await session.execute(query.where(Prestatie.toewijzing_nummer.in_(chunk)))
        found += [Telling(*row) for row in rows]
    return sorted(found, key=lambda each: each.credit)


async def gebruikte_referenties(session: AsyncSession, agb: str, referenties: Iterable[str]) -> set[str]:
    """Which of these references this provider has used before, on granted and on rejected lines (TR314)."""
    found: set[str] = set()
    for chunk in _chunks(sorted(referenties)):
        query = select(Prestatie.referentie).where(Prestatie.agb == agb, Prestatie.referentie.in_(chunk))
        found |= set((await session.execute(query)).scalars())
    return found


async def is_declaratienummer_gebruikt(session: AsyncSession, agb: str, declaratienummer: str) -> bool:
    """Whether lines of a declaration by this number were judged before (TR333)."""
    query = select(Declaratie.id).where(
        Declaratie.agb == agb,
        Declaratie.declaratienummer == declaratienummer,
        Declaratie.retourcode.in_(("0200", "8001")),
    )
    return (await session.execute(query.limit(1))).first() is not None


async def add_prestaties(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Write the judged lines of one declaration."""
    if rows:
        await session.execute(insert(Prestatie), rows)


async def declaratie(session: AsyncSession, declaratie_id: str) -> Declaratie | None:
    """One judged declaration."""
    return await session.get(Declaratie, declaratie_id)


@dataclass(frozen=True)
class Selectie:
    """Which declarations a list holds."""

    agb: str | None
    gemeenten: Collection[str]


async def declaraties(session: AsyncSession, selectie: Selectie, after: str | None, limit: int) -> Sequence[Declaratie]:
    """Judged declarations in order of id: of one provider, or of municipalities."""
    query = select(Declaratie).order_by(Declaratie.id).limit(limit)
    if selectie.agb is not None:
        query = query.where(Declaratie.agb == selectie.agb)
    elif EVERYWHERE not in selectie.gemeenten:
        query = query.where(Declaratie.gemeente.in_(selectie.gemeenten))
    if after is not None:
        query = query.where(Declaratie.id > after)
    return (await session.execute(query)).scalars().all()


async def prestaties(session: AsyncSession, declaratie_id: str, after: int, limit: int) -> Sequence[Prestatie]:
    """The judged lines of a declaration in the order of the message, from after line `after`."""
    query = select(Prestatie).where(Prestatie.declaratie_id == declaratie_id, Prestatie.regel > after)
    return (await session.execute(query.order_by(Prestatie.regel).limit(limit))).scalars().all()
