"""What declaratie has of one client."""

from collections import defaultdict
from typing import cast

from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.persoonsgegevens import Gezocht
from declaratie.store.prestaties import op_toewijzing
from declaratie.tables import GehoordeToewijzing, Noshow, Prestatie

GETOOND = ("declaratie_id", "volgnummer", "toewijzing_nummer", "code", "volume", "bedrag", "is_credit", "is_toegekend")


async def bsn_hashes(session: AsyncSession, client_id: str, gezocht: Gezocht) -> dict[str, set[str]]:
    """By municipality, the hashes of the BSN of a client: those in his assignments, and those that are looked for."""
    table = GehoordeToewijzing
    query = select(table.gemeente, table.bsn_hash).where(table.client_id == client_id, table.bsn_hash != "").distinct()
    found: dict[str, set[str]] = defaultdict(set, {gezocht.gemeente: {*gezocht.bsn_hashes}})
    for gemeente, bsn_hash in await session.execute(query):
        found[gemeente].add(bsn_hash)
    return found


async def prestaties(session: AsyncSession, client_id: str) -> dict[str, list[dict[str, JsonValue]]]:
    """The lines that were billed on the assignments of a client; amounts in eurocents."""
    table, toewijzing = Prestatie, GehoordeToewijzing
    query = (
        select(table)
        .join(toewijzing, op_toewijzing())
        .where(toewijzing.client_id == client_id)
        .order_by(table.declaratie_id, table.volgnummer)
    )
    found = [_getoond(each) for each in (await session.execute(query)).scalars()]
    return {"prestaties": found} if found else {}


def _getoond(prestatie: Prestatie) -> dict[str, JsonValue]:
    dagen = {"begindatum": prestatie.begindatum.isoformat(), "einddatum": prestatie.einddatum.isoformat()}
    return {naam: cast(JsonValue, getattr(prestatie, naam)) for naam in GETOOND} | dagen


async def noshows(session: AsyncSession, client_id: str) -> dict[str, list[dict[str, JsonValue]]]:
    """The appointments that a client did not come to, with what he pays for it in eurocents."""
    query = select(Noshow).join(GehoordeToewijzing, GehoordeToewijzing.id == Noshow.toewijzing_id)
    rows = (await session.execute(query.where(GehoordeToewijzing.client_id == client_id).order_by(Noshow.id))).scalars()
    found: list[dict[str, JsonValue]] = [
        {
            "toewijzing_nummer": each.toewijzing_nummer,
            "dag": each.dag.isoformat(),
            "soort": each.soort.value,
            "voor_inwoner": each.voor_inwoner,
            "stand": each.stand.value,
        }
        for each in rows
    ]
    return {"noshows": found} if found else {}
