"""The queries on what stands around assignments: waiting, coordinating, afterwards, and what was used."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import upsert
from toewijzing.tables import Coordinator, Overbrugging, Verbruik, Wachtcontact


async def coordinator(session: AsyncSession, gemeente: str, client_id: str) -> Coordinator | None:
    """Who coordinates around a client."""
    return await session.get(Coordinator, (gemeente, client_id))


async def overbruggingen(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Overbrugging]:
    """What was arranged to bridge the waiting for these assignments, in order of time."""
    query = select(Overbrugging).where(Overbrugging.toewijzing_id.in_(toewijzing_ids))
    return (await session.execute(query.order_by(Overbrugging.vanaf, Overbrugging.id))).scalars().all()


async def wachtcontacten(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Wachtcontact]:
    """When clients were spoken to while they waited for these assignments, in order of time."""
    query = select(Wachtcontact).where(Wachtcontact.toewijzing_id.in_(toewijzing_ids))
    return (await session.execute(query.order_by(Wachtcontact.op, Wachtcontact.id))).scalars().all()


async def voeg_verbruik_toe(session: AsyncSession, nieuw: Verbruik) -> None:
    """Add to what was granted on an assignment over a month, in one unit."""
    counted = ("volume", "bedrag", "prestaties")
    values = {"toewijzing_id": nieuw.toewijzing_id, "maand": nieuw.maand, "eenheid": nieuw.eenheid}
    first = upsert(session, Verbruik).values(**values, **{each: getattr(nieuw, each) for each in counted})
    columns = Verbruik.__table__.c
    more = {each: columns[each] + getattr(nieuw, each) for each in counted}
    keys = ["toewijzing_id", "maand", "eenheid"]
    await session.execute(first.on_conflict_do_update(index_elements=keys, set_=more))


async def verbruik(session: AsyncSession, toewijzing_id: str) -> Sequence[Verbruik]:
    """What was granted on an assignment, by month and unit."""
    query = select(Verbruik).where(Verbruik.toewijzing_id == toewijzing_id)
    # What was added by hand of the database is not in the session yet.
    return (await session.execute(query.execution_options(populate_existing=True))).scalars().all()
