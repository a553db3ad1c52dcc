"""The copy of assignments, contracts and deliveries that judging needs."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial

from sqlalchemy import Executable, Text, and_, cast, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Inserter, insert_newer, made_once
from declaratie.domain.beleid import Geleverd
from declaratie.domain.stand import BekendeToewijzing, Tarief
from declaratie.store.bulk import Attribuut, Vragen, een_van, gevraagd, van, van_client
from declaratie.tables import (
    Contract,
    ContractTarief,
    GehoordeToewijzing,
    Levering,
)
from wetten import Wet

VAN_TOEWIJZING = tuple(
    each.name
    for each in GehoordeToewijzing.__table__.c
    if not each.primary_key and each.name not in {"sequence", "is_overleden"}
)
"""What toewijzing says of an assignment; that its client died is said by toegang."""


async def houd_toewijzingen(session: AsyncSession, rows: Sequence[dict[str, object]]) -> set[str]:
    """Keep these rows of `GehoordeToewijzing`, each id once, where they are newer than what is there; the ids of those.

    In order of id: two units of work about the same assignments must not wait for each other in turn.
    """
    op_volgorde = sorted(rows, key=lambda each: str(each["id"]))
    return set((await session.execute(_houd_toewijzing(session), op_volgorde)).scalars())


@made_once
def _houd_toewijzing(insert: Inserter) -> Executable:
    return insert_newer(insert, GehoordeToewijzing, said=VAN_TOEWIJZING).returning(GehoordeToewijzing.id)


async def noteer_overlijden(session: AsyncSession, client_id: str) -> None:
    """Note at every assignment of a client that he died."""
    # In order of id, as they are kept: who keeps some of them meanwhile waits, or is waited for.
    van_client = select(GehoordeToewijzing.id).where(GehoordeToewijzing.client_id == client_id)
    ids = (await session.execute(van_client.order_by(GehoordeToewijzing.id).with_for_update())).scalars().all()
    if ids:
        overleden = update(GehoordeToewijzing).where(GehoordeToewijzing.id.in_(ids))
        await session.execute(overleden.values(is_overleden=True))


async def op_nummer(session: AsyncSession, gemeente: str, agb: str, wet: Wet, nummer: int) -> GehoordeToewijzing | None:
    """The assignment of a provider with this ToewijzingNummer."""
    query = select(GehoordeToewijzing).where(
        GehoordeToewijzing.gemeente == gemeente,
        GehoordeToewijzing.agb == agb,
        GehoordeToewijzing.wet == wet,
        GehoordeToewijzing.nummer == nummer,
    )
    return (await session.execute(query)).scalar_one_or_none()


async def met_nummers(
    session: AsyncSession, gemeente: str, agb: str, wet: Wet, nummers: Collection[int]
) -> Sequence[GehoordeToewijzing]:
    """The assignments of a provider with these ToewijzingNummers."""
    query = select(GehoordeToewijzing).where(
        GehoordeToewijzing.gemeente == gemeente,
        GehoordeToewijzing.agb == agb,
        GehoordeToewijzing.wet == wet,
        een_van(session, GehoordeToewijzing.nummer, set(nummers)),
    )
    return (await session.execute(query)).scalars().all()


async def contract(session: AsyncSession, contract_id: str) -> Contract | None:
    """The copy of one contract."""
    return await session.get(Contract, contract_id, with_for_update=True)


async def vervang_tarieven(session: AsyncSession, contract_id: str, tarieven: Sequence[ContractTarief]) -> None:
    """Put the prices of a contract in the place of those that were there."""
    await session.execute(delete(ContractTarief).where(ContractTarief.contract_id == contract_id))
    session.add_all(tarieven)
    await session.flush()


_BEKEND = tuple(getattr(GehoordeToewijzing, naam) for naam in BekendeToewijzing._fields)


async def toewijzingen(
    session: AsyncSession, op_nummer: Vragen[int], van_clienten: Vragen[str]
) -> list[dict[int, BekendeToewijzing]]:
    """Per message the assignments with these numbers and all of the clients with these hashes, by number."""
    found: list[dict[int, BekendeToewijzing]] = [{} for _ in op_nummer]
    await _zoek(session, GehoordeToewijzing.bsn_hash, van_clienten, found)
    # Most numbers are of these clients: only the others are looked for by number.
    andere = [(waar, set(nummers) - bekend.keys()) for (waar, nummers), bekend in zip(op_nummer, found, strict=True)]
    await _zoek(session, GehoordeToewijzing.nummer, andere, found)
    return found


async def _zoek(
    session: AsyncSession,
    kolom: Attribuut,
    vragen: Vragen[int] | Vragen[str],
    found: list[dict[int, BekendeToewijzing]],
) -> None:
    if not any(waarden for _, waarden in vragen):
        return
    asked = gevraagd(session, vragen)
    query = select(asked.c.plek, *_BEKEND).join(asked, and_(van(GehoordeToewijzing, asked), kolom == asked.c.waarde))
    for plek, *velden in await session.execute(query):
        toewijzing = BekendeToewijzing(*velden)
        found[plek][toewijzing.nummer] = toewijzing


async def van_clienten(session: AsyncSession, vragen: Vragen[str]) -> list[dict[int, tuple[str, BekendeToewijzing]]]:
    """Per question all assignments of these clients, at every provider, with whose each is, by number."""
    asked = gevraagd(session, vragen)
    query = select(asked.c.plek, GehoordeToewijzing.client_id, *_BEKEND).join(asked, van_client(asked))
    found: list[dict[int, tuple[str, BekendeToewijzing]]] = [{} for _ in vragen]
    for plek, client, *velden in await session.execute(query):
        toewijzing = BekendeToewijzing(*velden)
        found[plek][toewijzing.nummer] = client, toewijzing
    return found


async def clienten_met(session: AsyncSession, bsn_hashes: Collection[str]) -> Sequence[str]:
    """The clients with these BSNs."""
    query = select(GehoordeToewijzing.client_id).where(een_van(session, GehoordeToewijzing.bsn_hash, set(bsn_hashes)))
    return (await session.execute(query.distinct().order_by(GehoordeToewijzing.client_id))).scalars().all()


async def clienten_van(session: AsyncSession, gemeente: str, wet: Wet, nummers: Collection[int]) -> Sequence[str]:
    """The clients of the assignments of a municipality under a law with these ToewijzingNummers."""
    query = select(GehoordeToewijzing.client_id)
    query = query.where(GehoordeToewijzing.gemeente == gemeente, GehoordeToewijzing.wet == wet)
    query = query.where(een_van(session, GehoordeToewijzing.nummer, set(nummers)))
    return (await session.execute(query.distinct().order_by(GehoordeToewijzing.client_id))).scalars().all()


async def tarieven(session: AsyncSession, agbs: Collection[str]) -> dict[str, list[Tarief]]:
    """All contract prices of each of these providers."""
    query = (
        # A contract stands in the row of each of its prices: its municipalities as they are kept, and read once.
        select(Contract.agb, cast(Contract.gemeenten, Text), Contract.geldig_van, Contract.geldig_tot)
        .add_columns(ContractTarief.code, ContractTarief.eenheid, ContractTarief.vanaf, ContractTarief.bedrag)
        .join(ContractTarief, ContractTarief.contract_id == Contract.id)
        .where(Contract.agb.in_(agbs))
        .order_by(ContractTarief.code, ContractTarief.vanaf, Contract.id)
    )
    gemeenten = cache(lambda tekst: frozenset[str](json.loads(tekst)))
    found: dict[str, list[Tarief]] = {agb: [] for agb in agbs}
    for agb, tekst, geldig_van, geldig_tot, code, eenheid, vanaf, bedrag in await session.execute(query):
        found[agb].append(Tarief(gemeenten(tekst), code, eenheid, vanaf, geldig_van, geldig_tot, bedrag))
    return found


async def houd_starts(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Keep of these rows of `Levering`, each key once, what they say of a start, where that is newer than is known."""
    await session.execute(_houd_start(session), sorted(rows, key=_sleutel))


async def houd_stops(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """As `houd_starts`, of a stop."""
    await session.execute(_houd_stop(session), sorted(rows, key=_sleutel))


def _sleutel(row: Mapping[str, object]) -> tuple[str, str]:
    # In one order: two units of work about the same assignments must not wait for each other in turn.
    return str(row["toewijzing_id"]), str(row["begindatum"])


_houd_start = made_once(partial(insert_newer, table=Levering, said=["telt"]))
_houd_stop = made_once(partial(insert_newer, table=Levering, order="stop_sequence", said=["gestopt_op"]))


async def geleverd(session: AsyncSession, vragen: Vragen[str]) -> list[dict[int, list[Geleverd]]]:
    """Per question from when to when each assignment of these clients was delivered, by ToewijzingNummer."""
    asked = gevraagd(session, vragen)
    query = (
        select(asked.c.plek, GehoordeToewijzing.nummer, Levering.begindatum, Levering.gestopt_op)
        .select_from(asked)
        .join(GehoordeToewijzing, van_client(asked))
        .join(Levering, and_(Levering.toewijzing_id == GehoordeToewijzing.id, Levering.telt.is_(True)))
        .order_by(GehoordeToewijzing.nummer, Levering.begindatum)
    )
    found: list[dict[int, list[Geleverd]]] = [{} for _ in vragen]
    for plek, nummer, begin, einde in await session.execute(query):
        found[plek].setdefault(nummer, []).append((begin, einde))
    return found
