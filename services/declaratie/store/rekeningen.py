"""Accounts: those that municipalities pay from, and those of providers."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.domain.betaalrun import Rekeningstand
from declaratie.tables import Betaalrekening, Rekening


async def betaalrekening(session: AsyncSession, budgethouder: str, *, lock: bool = False) -> Betaalrekening | None:
    """The account from which a municipality pays; with `lock`, nobody else changes it until this transaction ends."""
    return await session.get(Betaalrekening, budgethouder, with_for_update=lock or None)


async def rekeningen(
    session: AsyncSession, agb: str | None, stand: Rekeningstand | None, after: str | None
) -> Sequence[Rekening]:
    """Accounts of providers in order of id, which is the order of time."""
    query = select(Rekening).order_by(Rekening.id)
    if agb is not None:
        query = query.where(Rekening.agb == agb)
    if stand is not None:
        query = query.where(Rekening.stand == stand)
    if after is not None:
        query = query.where(Rekening.id > after)
    return (await session.execute(query)).scalars().all()


async def rekening(session: AsyncSession, rekening_id: str) -> Rekening | None:
    """One account, held until the transaction ends."""
    return await session.get(Rekening, rekening_id, with_for_update=True)


async def goedgekeurd(session: AsyncSession, budgethouder: str, agbs: Collection[str]) -> dict[str, str]:
    """Per provider the id of the account to which this municipality pays: the one that was approved last.

    Once a bank refused that one there is none, whatever was approved before it: the provider had left that.
    """
    query = (
        select(Rekening.agb, Rekening.id, Rekening.stand, Rekening.budgethouders)
        .where(Rekening.stand.in_((Rekeningstand.GOEDGEKEURD, Rekeningstand.GEWEIGERD)), Rekening.agb.in_(agbs))
        .order_by(Rekening.beoordeeld_op, Rekening.id)
    )
    laatste = {
        agb: (rekening_id, stand)
        for agb, rekening_id, stand, budgethouders in await session.execute(query)
        if budgethouder in budgethouders
    }
    return {agb: rekening_id for agb, (rekening_id, stand) in laatste.items() if stand is Rekeningstand.GOEDGEKEURD}
