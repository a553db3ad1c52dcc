"""What may be destroyed, what is being destroyed, and what was."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toegang.tables import (
    Bewaarplicht,
    Client,
    Doel,
    Huishouden,
    Huishoudlid,
    Melding,
    Plan,
    TeVernietigen,
    Vernietiging,
)


async def lang_stil(
    session: AsyncSession, gemeente: str, voor: date, after: str | None, limit: int
) -> Sequence[Client]:
    """Clients of whom the last melding was before a day, in order of id: of them the other services are asked."""
    recent = exists().where(Melding.client_id == Client.id, Melding.meldingsdatum >= voor)
    gevraagd = exists().where(TeVernietigen.client_id == Client.id)
    query = select(Client).where(Client.gemeente == gemeente, ~recent, ~gevraagd).order_by(Client.id).limit(limit)
    if after is not None:
        query = query.where(Client.id > after)
    return (await session.execute(query)).scalars().all()


async def bewaarplichten(session: AsyncSession, clienten: Collection[str], op: date) -> set[str]:
    """Which of these clients have a duty to be kept that holds on a day."""
    query = select(Bewaarplicht.client_id).where(
        Bewaarplicht.client_id.in_(clienten), or_(Bewaarplicht.tot.is_(None), Bewaarplicht.tot >= op)
    )
    return set((await session.execute(query)).scalars())


async def bewaarplicht(session: AsyncSession, client_id: str) -> Bewaarplicht | None:
    """The duty to keep what there is of a client."""
    return await session.get(Bewaarplicht, client_id)


async def verwijder_bewaarplicht(session: AsyncSession, client_id: str) -> bool:
    """Lift the duty to keep; whether there was one."""
    result = await session.execute(delete(Bewaarplicht).where(Bewaarplicht.client_id == client_id))
    return bool(result.rowcount)  # type: ignore[attr-defined]


async def in_uitvoering(session: AsyncSession, clienten: Collection[str]) -> set[str]:
    """Which of these clients are in a destruction already."""
    query = select(TeVernietigen.client_id).where(TeVernietigen.client_id.in_(clienten))
    return set((await session.execute(query)).scalars())


async def volgende(session: AsyncSession, after: str) -> TeVernietigen | None:
    """Whose turn it is: the first in order of id, after the last one."""
    query = select(TeVernietigen).where(TeVernietigen.client_id > after).order_by(TeVernietigen.client_id).limit(1)
    return (await session.execute(query)).scalar_one_or_none()


async def vernietiging(session: AsyncSession, vernietiging_id: str, *, lock: bool = False) -> Vernietiging | None:
    """One destruction; with `lock` to add to it."""
    return await session.get(Vernietiging, vernietiging_id, with_for_update=lock or None)


async def verwijder_beurt(session: AsyncSession, client_id: str) -> bool:
    """Take a client off the list; whether he was on it."""
    result = await session.execute(delete(TeVernietigen).where(TeVernietigen.client_id == client_id))
    return bool(result.rowcount)  # type: ignore[attr-defined]


async def aantal_wachtend(session: AsyncSession, vernietiging_id: str) -> int:
    """How many clients of a destruction have not had their turn."""
    query = select(func.count()).where(TeVernietigen.vernietiging_id == vernietiging_id)
    return int((await session.execute(query)).scalar_one())


async def vernietigingen(
    session: AsyncSession, gemeenten: Collection[str], after: str | None, limit: int
) -> Sequence[Vernietiging]:
    """The destructions of these municipalities, in order of time."""
    query = select(Vernietiging).where(of_gemeenten(Vernietiging.gemeente, gemeenten)).order_by(Vernietiging.id)
    if after is not None:
        query = query.where(Vernietiging.id > after)
    return (await session.execute(query.limit(limit))).scalars().all()


async def gedeelde_plannen(session: AsyncSession, client_id: str) -> list[tuple[Plan, str]]:
    """The plans of a client in which somebody else has a goal, with who that is."""
    query = (
        select(Plan, func.min(Doel.client_id))
        .join(Doel, Doel.plan_id == Plan.id)
        .where(Plan.client_id == client_id, Doel.client_id != client_id)
        .group_by(Plan.id)
    )
    return [(plan, ander) for plan, ander in await session.execute(query)]


async def huishoudens_van(session: AsyncSession, client_id: str) -> Sequence[str]:
    """The households in which a client is, or of which he has a plan."""
    lid = select(Huishoudlid.huishouden_id).where(Huishoudlid.client_id == client_id)
    plan = select(Plan.huishouden_id).where(Plan.client_id == client_id, Plan.huishouden_id.is_not(None))
    return (await session.execute(lid.union(plan))).scalars().all()


async def verwijder_lege(session: AsyncSession, huishoudens: Collection[str]) -> None:
    """Remove those of these households in which nobody is and of which there is no plan."""
    bewoond = exists().where(Huishoudlid.huishouden_id == Huishouden.id)
    gepland = exists().where(Plan.huishouden_id == Huishouden.id)
    await session.execute(delete(Huishouden).where(Huishouden.id.in_(huishoudens), ~bewoond, ~gepland))
