"""The queries on the contract register."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from toewijzing.domain.contract import Bestaand
from toewijzing.tables import Aanbieder, Contract, ContractProduct, ContractTarief, GehoordeMaatregel, Pauze

Tarieven = Mapping[tuple[str, str], Sequence[ContractTarief]]
"""By contract and product, in order of time."""


@dataclass(frozen=True)
class Zoekvraag:
    """Which contracts a list holds; what is None does not matter."""

    agb: str | None = None
    code: str | None = None


async def contracten(
    session: AsyncSession, vraag: Zoekvraag, after: str | None, limit: int
) -> Sequence[tuple[Contract, str]]:
    """Contracts with the name of the provider, in order of id."""
    query = select(Contract, Aanbieder.naam).join(Aanbieder, Aanbieder.agb == Contract.agb)
    query = query.order_by(Contract.id).limit(limit)
    if vraag.agb is not None:
        query = query.where(Contract.agb == vraag.agb)
    if vraag.code is not None:
        met = select(ContractProduct.contract_id).where(ContractProduct.code == vraag.code)
        query = query.where(Contract.id.in_(met))
    if after is not None:
        query = query.where(Contract.id > after)
    return (await session.execute(query)).all()


async def alle(session: AsyncSession) -> Sequence[tuple[Contract, str, ContractProduct]]:
    """The whole register, a row for each product of each contract, in order of id and code."""
    query = (
        select(Contract, Aanbieder.naam, ContractProduct)
        .join(Aanbieder, Aanbieder.agb == Contract.agb)
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .order_by(Contract.id, ContractProduct.code)
    )
    return (await session.execute(query)).all()


async def van_aanbieders(session: AsyncSession, agbs: Collection[str]) -> Sequence[tuple[Contract, str]]:
    """The contracts of these providers, a row for each product code."""
    query = select(Contract, ContractProduct.code).join(ContractProduct, ContractProduct.contract_id == Contract.id)
    query = query.where(Contract.agb.in_(agbs)).order_by(Contract.id, ContractProduct.code)
    return [(contract, code) for contract, code in await session.execute(query)]


async def bekende_aanbieders(session: AsyncSession, agbs: Collection[str]) -> set[str]:
    """Which of these providers stand in the register."""
    return set((await session.execute(select(Aanbieder.agb).where(Aanbieder.agb.in_(agbs)))).scalars())


async def contract(session: AsyncSession, contract_id: str) -> Contract | None:
    """One contract."""
    return await session.get(Contract, contract_id)


async def andere_contracten(session: AsyncSession, agb: str, behalve: str | None) -> list[Bestaand]:
    """The contracts of a provider, but for one."""
    query = (
        select(Contract, ContractProduct.code)
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .where(Contract.agb == agb)
        .order_by(Contract.id)
    )
    codes: dict[str, set[str]] = {}
    found: dict[str, Contract] = {}
    for each, code in await session.execute(query):
        if each.id != behalve:
            found[each.id] = each
            codes.setdefault(each.id, set()).add(code)
    return [
        Bestaand(frozenset(each.gemeenten), each.geldig_van, each.geldig_tot, frozenset(codes[each.id]))
        for each in found.values()
    ]


async def contract_producten(session: AsyncSession, contract_id: str) -> Sequence[ContractProduct]:
    """The products under a contract."""
    query = select(ContractProduct).where(ContractProduct.contract_id == contract_id)
    return (await session.execute(query.order_by(ContractProduct.code))).scalars().all()


async def contract_tarieven(session: AsyncSession, contract_id: str | None = None) -> Tarieven:
    """The prices of one contract, or of all."""
    query = select(ContractTarief)
    if contract_id is not None:
        query = query.where(ContractTarief.contract_id == contract_id)
    found: dict[tuple[str, str], list[ContractTarief]] = {}
    for each in (await session.execute(query.order_by(ContractTarief.vanaf))).scalars():
        found.setdefault((each.contract_id, each.code), []).append(each)
    return found


async def wis_producten(session: AsyncSession, contract_id: str) -> None:
    """Take the products and prices of a contract away, to write them anew."""
    for table in (ContractTarief, ContractProduct):
        await session.execute(delete(table).where(table.contract_id == contract_id))


async def aanbieder(session: AsyncSession, agb: str) -> Aanbieder | None:
    """One provider."""
    return await session.get(Aanbieder, agb)


async def getoetst(session: AsyncSession) -> dict[str, date]:
    """By AGB code, when the integrity test of a provider was passed last (M108)."""
    query = select(Aanbieder.agb, Aanbieder.integriteit_getoetst_op)
    return {agb: dag for agb, dag in await session.execute(query) if dag is not None}


async def gemeenten_van(session: AsyncSession, agb: str) -> frozenset[str]:
    """The municipalities that have, or had, a contract with a provider."""
    found = (await session.execute(select(Contract.gemeenten).where(Contract.agb == agb))).scalars()
    return frozenset(gemeente for gemeenten in found for gemeente in gemeenten)


async def aanbieders(session: AsyncSession, after: str | None, limit: int) -> Sequence[Aanbieder]:
    """Providers in order of AGB code."""
    query = select(Aanbieder).order_by(Aanbieder.agb).limit(limit)
    if after is not None:
        query = query.where(Aanbieder.agb > after)
    return (await session.execute(query)).scalars().all()


async def pauzes(session: AsyncSession, agbs: Collection[str], op: date) -> Sequence[Pauze]:
    """The pauses of these providers that hold on a day, or begin later."""
    query = select(Pauze).where(Pauze.agb.in_(agbs), or_(Pauze.tot.is_(None), Pauze.tot > op))
    return (await session.execute(query.order_by(Pauze.gemeente, Pauze.vanaf))).scalars().all()


async def open_pauze(session: AsyncSession, agb: str, gemeente: str) -> Pauze | None:
    """The pause of a provider in a municipality of which nobody said that it ends."""
    query = select(Pauze).where(Pauze.agb == agb, Pauze.gemeente == gemeente, Pauze.tot.is_(None))
    return (await session.execute(query)).scalars().first()


async def gehoorde_maatregel(session: AsyncSession, subject: str) -> GehoordeMaatregel | None:
    """The newest step that monitoring told of a provider in a region; nobody else hears one until this ends."""
    return await session.get(GehoordeMaatregel, subject, with_for_update=True)
