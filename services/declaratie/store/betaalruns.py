"""Payment runs, their steps, their transfers and the file for the bank."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_caller, of_gemeenten
from declaratie.domain.betaalrun import OPEN, Overboekingstand, Runstand
from declaratie.store.bulk import een_van
from declaratie.store.zicht import Zicht, gelijk_aan
from declaratie.tables import Bankopdracht, Betaalrun, Betaalrunstap, Overboeking, Rekening


@dataclass(frozen=True)
class Overboekingselectie:
    """Which transfers a list holds; None is no limit."""

    zicht: Zicht
    budgethouder: str | None = None
    agb: str | None = None
    betaalrun_id: str | None = None


async def betaalruns(
    session: AsyncSession, gemeenten: Collection[str], budgethouder: str | None, after: str | None, limit: int
) -> Sequence[Betaalrun]:
    """Runs of these municipalities in order of id, which is the order of time."""
    query = select(Betaalrun).where(of_gemeenten(Betaalrun.budgethouder, gemeenten)).order_by(Betaalrun.id)
    if budgethouder is not None:
        query = query.where(Betaalrun.budgethouder == budgethouder)
    if after is not None:
        query = query.where(Betaalrun.id > after)
    return (await session.execute(query.limit(limit))).scalars().all()


async def betaalrun(session: AsyncSession, betaalrun_id: str, *, lock: bool = False) -> Betaalrun | None:
    """One run; with `lock`, nobody else takes a step with it until this transaction ends."""
    return await session.get(Betaalrun, betaalrun_id, with_for_update=lock or None)


async def open_run(session: AsyncSession, budgethouder: str) -> Betaalrun | None:
    """The run of a municipality that is not closed and not withdrawn."""
    query = select(Betaalrun).where(Betaalrun.budgethouder == budgethouder, Betaalrun.stand.in_(OPEN))
    return (await session.execute(query)).scalar_one_or_none()


async def stappen(session: AsyncSession, betaalrun_ids: Collection[str]) -> dict[str, list[Betaalrunstap]]:
    """Who did what with these runs, in order of time."""
    query = select(Betaalrunstap).where(Betaalrunstap.betaalrun_id.in_(betaalrun_ids))
    found: dict[str, list[Betaalrunstap]] = {each: [] for each in betaalrun_ids}
    # The steps come in the order in which the states are named, also within one moment.
    for stap in sorted((await session.execute(query)).scalars(), key=lambda each: list(Runstand).index(each.stand)):
        found[stap.betaalrun_id].append(stap)
    return found


async def gedaan(session: AsyncSession, betaalrun_id: str) -> dict[Runstand, str]:
    """Who brought a run to each state."""
    return {each.stand: each.door for each in (await stappen(session, [betaalrun_id]))[betaalrun_id]}


async def add_overboekingen(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Write the transfers of a run."""
    await session.execute(insert(Overboeking), rows)


async def verwijder_overboekingen(session: AsyncSession, betaalrun_id: str) -> None:
    """The run is withdrawn: it transfers nothing."""
    await session.execute(delete(Overboeking).where(Overboeking.betaalrun_id == betaalrun_id))


async def overboekingen_in(session: AsyncSession, betaalrun_id: str) -> list[tuple[Overboeking, Rekening | None]]:
    """The transfers of a run with their accounts, in order of provider."""
    query = (
        select(Overboeking, Rekening)
        .outerjoin(Rekening, Rekening.id == Overboeking.rekening_id)
        .where(Overboeking.betaalrun_id == betaalrun_id)
        .order_by(Overboeking.agb)
    )
    return [(overboeking, rekening) for overboeking, rekening in await session.execute(query)]


async def overboekingen(
    session: AsyncSession, selectie: Overboekingselectie, after: str | None, limit: int
) -> list[tuple[Overboeking, Rekening | None]]:
    """Transfers with their accounts in order of id. A provider sees those that the bank was asked to do."""
    zicht = selectie.zicht
    query = (
        select(Overboeking, Rekening)
        .outerjoin(Rekening, Rekening.id == Overboeking.rekening_id)
        .where(of_caller(Overboeking.agb, Overboeking.budgethouder, zicht.agb, zicht.gemeenten))
        .order_by(Overboeking.id)
        .limit(limit)
    )
    if zicht.agb is not None:
        query = query.where(Overboeking.stand != Overboekingstand.VOORGESTELD)
    gelijk = {
        Overboeking.budgethouder: selectie.budgethouder,
        Overboeking.agb: selectie.agb,
        Overboeking.betaalrun_id: selectie.betaalrun_id,
    }
    query = query.where(*gelijk_aan(gelijk))
    if after is not None:
        query = query.where(Overboeking.id > after)
    return [(overboeking, rekening) for overboeking, rekening in await session.execute(query)]


async def op_kenmerk(session: AsyncSession, kenmerken: Collection[str]) -> dict[str, Overboeking]:
    """The transfers with these references, held until the transaction ends."""
    deze = een_van(session, Overboeking.kenmerk, kenmerken)
    query = select(Overboeking).where(deze).order_by(Overboeking.id).with_for_update()
    return {each.kenmerk: each for each in (await session.execute(query)).scalars()}


async def bankopdracht(session: AsyncSession, betaalrun_id: str) -> Bankopdracht | None:
    """The file for the bank of a run that is closed."""
    return await session.get(Bankopdracht, betaalrun_id)
