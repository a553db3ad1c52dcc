"""Lump sums, their parts, and what providers account for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_caller
from declaratie.domain.budget import Uitgave
from declaratie.domain.lumpsum import GELDT, Lumpsumstand
from declaratie.store.zicht import Zicht, gelijk_aan
from declaratie.tables import Contract, ContractTarief, Deelbetaling, Lumpsum, Verantwoording


@dataclass(frozen=True)
class Lumpsumselectie:
    """Which lump sums a list holds; None is no limit."""

    zicht: Zicht
    budgethouder: str | None = None
    agb: str | None = None
    stand: Lumpsumstand | None = None


async def lumpsums(
    session: AsyncSession, selectie: Lumpsumselectie, after: str | None, limit: int
) -> Sequence[Lumpsum]:
    """Lump sums in order of id, which is the order of time. A provider sees its own once they hold."""
    zicht = selectie.zicht
    query = (
        select(Lumpsum)
        .where(of_caller(Lumpsum.agb, Lumpsum.budgethouder, zicht.agb, zicht.gemeenten))
        .order_by(Lumpsum.id)
        .limit(limit)
    )
    if zicht.agb is not None:
        query = query.where(Lumpsum.stand.in_(GELDT))
    gelijk = {Lumpsum.budgethouder: selectie.budgethouder, Lumpsum.agb: selectie.agb, Lumpsum.stand: selectie.stand}
    query = query.where(*gelijk_aan(gelijk))
    if after is not None:
        query = query.where(Lumpsum.id > after)
    return (await session.execute(query)).scalars().all()


async def lumpsum(session: AsyncSession, lumpsum_id: str, *, lock: bool = False) -> Lumpsum | None:
    """One lump sum; with `lock`, nobody else changes it until this transaction ends."""
    return await session.get(Lumpsum, lumpsum_id, with_for_update=lock or None)


async def naast(session: AsyncSession, nieuw: Lumpsum) -> Lumpsum | None:
    """Another one for the same product at the same provider that runs on some of the same days."""
    query = select(Lumpsum).where(
        Lumpsum.budgethouder == nieuw.budgethouder,
        Lumpsum.agb == nieuw.agb,
        Lumpsum.code == nieuw.code,
        Lumpsum.stand != Lumpsumstand.AFGEWEZEN,
        Lumpsum.van <= nieuw.tot,
        Lumpsum.laatste_dag >= nieuw.van,
    )
    return (await session.execute(query.limit(1))).scalar_one_or_none()


async def deelbetalingen(session: AsyncSession, lumpsum_ids: Collection[str]) -> dict[str, list[Deelbetaling]]:
    """The parts of these lump sums in order of day."""
    query = select(Deelbetaling).where(Deelbetaling.lumpsum_id.in_(lumpsum_ids)).order_by(Deelbetaling.dag)
    found: dict[str, list[Deelbetaling]] = {each: [] for each in lumpsum_ids}
    for deel in (await session.execute(query)).scalars():
        found[deel.lumpsum_id].append(deel)
    return found


async def verantwoordingen(session: AsyncSession, lumpsum_ids: Collection[str]) -> dict[str, list[Verantwoording]]:
    """What is accounted for of these lump sums, in order of time."""
    query = select(Verantwoording).where(Verantwoording.lumpsum_id.in_(lumpsum_ids))
    found: dict[str, list[Verantwoording]] = {each: [] for each in lumpsum_ids}
    for each in (await session.execute(query.order_by(Verantwoording.volgnummer))).scalars():
        found[each.lumpsum_id].append(each)
    return found


async def verantwoording(session: AsyncSession, lumpsum_id: str, volgnummer: int) -> Verantwoording | None:
    """The account of one period, held until the transaction ends."""
    return await session.get(Verantwoording, (lumpsum_id, volgnummer), with_for_update=True)


async def te_betalen(session: AsyncSession, vandaag: date) -> Sequence[Lumpsum]:
    """The lump sums of which a part is due by now and is not payable yet, held until the transaction ends."""
    query = (
        select(Lumpsum)
        .where(
            Lumpsum.stand.in_(GELDT),
            Lumpsum.id.in_(
                select(Deelbetaling.lumpsum_id).where(
                    Deelbetaling.betaalbaar_op.is_(None),
                    Deelbetaling.dag <= vandaag,
                    Deelbetaling.dag <= Lumpsum.laatste_dag,
                )
            ),
        )
        .order_by(Lumpsum.id)
    )
    return (await session.execute(query.with_for_update())).scalars().all()


async def contracten(session: AsyncSession, agb: str, gemeente: str, code: str) -> list[tuple[date, date | None]]:
    """From when until when a provider has a contract for a product in a municipality."""
    query = (
        select(Contract.gemeenten, Contract.geldig_van, Contract.geldig_tot)
        .where(Contract.agb == agb)
        .where(Contract.id.in_(select(ContractTarief.contract_id).where(ContractTarief.code == code)))
        .order_by(Contract.geldig_van)
    )
    return [(van, tot) for gemeenten, van, tot in await session.execute(query) if gemeente in gemeenten]


async def uitgaven(session: AsyncSession, gemeenten: Collection[str], jaren: Collection[int]) -> list[Uitgave]:
    """What is payable of lump sums of these municipalities in these years, per product (M73)."""
    jaar = func.extract("year", Deelbetaling.dag)
    groep = (Lumpsum.code, jaar, Lumpsum.budgethouder)
    query = (
        select(*groep, func.sum(Deelbetaling.bedrag))
        .join(Lumpsum, Lumpsum.id == Deelbetaling.lumpsum_id)
        .where(Lumpsum.budgethouder.in_(gemeenten), jaar.in_(jaren), Deelbetaling.betaalbaar_op.is_not(None))
        .group_by(*groep)
    )
    return [Uitgave(code, int(jaar), wie, int(bedrag)) for code, jaar, wie, bedrag in await session.execute(query)]
