"""What is needed to destroy what is kept of a client, beside his rows themselves."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import delete, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from toewijzing.tables import Termijn, Toewijzing, Verzoek


async def bsn_hashes(session: AsyncSession, client_id: str) -> dict[str, set[str]]:
    """By municipality, the hashes of the BSN of a client as they stand in his rows."""
    rows = union_all(
        *(
            select(table.gemeente, table.bsn_hash).where(table.client_id == client_id).distinct()
            for table in (Toewijzing, Verzoek)
        )
    )
    found: dict[str, set[str]] = defaultdict(set)
    for gemeente, bsn_hash in await session.execute(rows):
        found[gemeente].add(bsn_hash)
    return found


async def verwijder_termijnen(session: AsyncSession, client_id: str, bericht_ids: Collection[str]) -> int:
    """Remove what was due about the assignments and requests of a client, and about these messages; how many."""
    over = union_all(*(select(table.id).where(table.client_id == client_id) for table in (Toewijzing, Verzoek)))
    due = Termijn.onderwerp_id.in_(over) | Termijn.onderwerp_id.in_(bericht_ids)
    result = await session.execute(delete(Termijn).where(due))
    return int(result.rowcount)  # type: ignore[attr-defined]
