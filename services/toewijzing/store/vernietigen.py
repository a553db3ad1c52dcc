"""What is needed to destroy what is kept of a client, beside his rows themselves."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import delete, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.persoonsgegevens import Gezocht
from toewijzing.tables import Termijn, Toewijzing, Verzoek


async def bsn_hashes(session: AsyncSession, client_id: str, gezocht: Gezocht) -> dict[str, set[str]]:
    """By municipality, the hashes of the BSN of a client: those in his rows, and those that are looked for."""
    rows = union_all(
        *(
            select(table.gemeente, table.bsn_hash).where(table.client_id == client_id).distinct()
            for table in (Toewijzing, Verzoek)
        )
    )
    found: dict[str, set[str]] = defaultdict(set, {gezocht.gemeente: {*gezocht.bsn_hashes}})
    for gemeente, bsn_hash in await session.execute(rows):
        found[gemeente].add(bsn_hash)
    return found


async def verwijder_termijnen(
    session: AsyncSession, client_id: str, gezocht: Gezocht, bericht_ids: Collection[str]
) -> int:
    """Remove what was due about the assignments and requests of a client, and about these messages; how many."""
    op_bsn = (Verzoek.gemeente == gezocht.gemeente) & Verzoek.bsn_hash.in_(gezocht.bsn_hashes)
    over = union_all(
        select(Toewijzing.id).where(Toewijzing.client_id == client_id),
        select(Verzoek.id).where((Verzoek.client_id == client_id) | op_bsn),
    )
    verwijderd = 0
    for due in (Termijn.onderwerp_id.in_(over), Termijn.onderwerp_id.in_(bericht_ids)):  # each by the index
        result = await session.execute(delete(Termijn).where(due))
        verwijderd += int(result.rowcount)  # type: ignore[attr-defined]
    return verwijderd
