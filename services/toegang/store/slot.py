"""Reading a row to change it: nobody else changes it until this transaction ends.

Two that wait for each other are both stopped by PostgreSQL. So locks are taken in one order, each row after those above
it: the turn of a client, client, brp_toets, melding, beschikking, bezwaar, termijn; and beside those huishouden, the
turn of a plan, plan, evaluatie, doel. Who knows only a lower row reads it without a lock, locks what stands above it,
and then reads it again with one.
"""

from typing import TypeVar

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from toegang.tables import Base

Rij = TypeVar("Rij", bound=Base)


def met_slot(query: Select[Rij]) -> Select[Rij]:
    """The same rows, to change them: as they are now, also those that were read before.

    Others may still write rows that point to these: every step of a case does.
    """
    return query.with_for_update(key_share=True).execution_options(populate_existing=True)


async def lees(session: AsyncSession, tabel: type[Rij], sleutel: str, *, lock: bool = False) -> Rij | None:
    """The row with this key; with `lock` as it is now, also when it was read before."""
    if not lock:
        return await session.get(tabel, sleutel)
    return await session.get(tabel, sleutel, with_for_update={"key_share": True}, populate_existing=True)
