"""The queries on the contract register."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from toewijzing.domain.toewijzing import Aanbod
from toewijzing.tables import Contract, ContractProduct, ContractTarief


async def aanbod_van(session: AsyncSession, code: str | None) -> list[Aanbod]:
    """The contracts that cover a product, in order of AGB code."""
    query = (
        select(Contract)
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .where(ContractProduct.code == code)
        .order_by(Contract.agb, Contract.id)
    )
    found = (await session.execute(query)).scalars()
    return [
        Aanbod(each.agb, each.naam, each.gemeenten, each.geldig_van, each.geldig_tot, frozenset({code} if code else ()))
        for each in found
    ]


async def contracten(session: AsyncSession, after: str | None, limit: int) -> Sequence[Contract]:
    """Contracts in order of id."""
    query = select(Contract).order_by(Contract.id).limit(limit)
    if after is not None:
        query = query.where(Contract.id > after)
    return (await session.execute(query)).scalars().all()


async def contract(session: AsyncSession, contract_id: str) -> Contract | None:
    """One contract."""
    return await session.get(Contract, contract_id)


async def contract_producten(session: AsyncSession, contract_id: str) -> Sequence[ContractProduct]:
    """The products under a contract."""
    query = select(ContractProduct).where(ContractProduct.contract_id == contract_id)
    return (await session.execute(query.order_by(ContractProduct.code))).scalars().all()


async def contract_tarieven(session: AsyncSession, contract_id: str) -> Sequence[ContractTarief]:
    """The prices under a contract."""
    query = select(ContractTarief).where(ContractTarief.contract_id == contract_id)
    return (await session.execute(query.order_by(ContractTarief.code, ContractTarief.vanaf))).scalars().all()
