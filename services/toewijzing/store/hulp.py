"""The queries on what stands around assignments: waiting, coordinating, afterwards, and what was used."""

from collections.abc import Collection, Sequence

from sqlalchemy import Executable, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Inserter, made_once
from toewijzing.tables import Coordinator, Overbrugging, Verbruik, Wachtcontact


async def coordinator(session: AsyncSession, gemeente: str, client_id: str) -> Coordinator | None:
    """Who coordinates around a client."""
    return await session.get(Coordinator, (gemeente, client_id))


async def coordinatoren(session: AsyncSession, wie: Collection[tuple[str, str]]) -> dict[tuple[str, str], Coordinator]:
    """Who coordinates around some clients, by municipality and client, as far as somebody does."""
    query = select(Coordinator).where(tuple_(Coordinator.gemeente, Coordinator.client_id).in_(wie))
    return {(each.gemeente, each.client_id): each for each in (await session.execute(query)).scalars()}


async def overbruggingen(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Overbrugging]:
    """What was arranged to bridge the waiting for these assignments, in order of time."""
    query = select(Overbrugging).where(Overbrugging.toewijzing_id.in_(toewijzing_ids))
    return (await session.execute(query.order_by(Overbrugging.vanaf, Overbrugging.id))).scalars().all()


async def wachtcontacten(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Wachtcontact]:
    """When clients were spoken to while they waited for these assignments, in order of time."""
    query = select(Wachtcontact).where(Wachtcontact.toewijzing_id.in_(toewijzing_ids))
    return (await session.execute(query.order_by(Wachtcontact.op, Wachtcontact.id))).scalars().all()


async def voeg_verbruik_toe(session: AsyncSession, erbij: Sequence[dict[str, object]]) -> None:
    """Add to what was granted on assignments, per month and unit: rows of `Verbruik`, each key once."""
    await session.execute(_tel_op(session), erbij)


@made_once
def _tel_op(insert: Inserter) -> Executable:
    first, columns = insert(Verbruik), Verbruik.__table__.c
    more = {each: columns[each] + first.excluded[each] for each in ("volume", "bedrag", "prestaties")}
    return first.on_conflict_do_update(index_elements=["toewijzing_id", "maand", "eenheid"], set_=more)


async def verbruik(session: AsyncSession, toewijzing_ids: Collection[str]) -> dict[str, list[Verbruik]]:
    """What was granted on each of these assignments, by month and unit."""
    query = select(Verbruik).where(Verbruik.toewijzing_id.in_(toewijzing_ids))
    found: dict[str, list[Verbruik]] = {each: [] for each in toewijzing_ids}
    # What was added by hand of the database is not in the session yet.
    for each in (await session.execute(query.execution_options(populate_existing=True))).scalars():
        found[each.toewijzing_id].append(each)
    return found
