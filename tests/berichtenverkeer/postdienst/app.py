"""A service with nothing but the post, which takes in WMO305 and WMO323."""

from collections.abc import Collection
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from berichtenverkeer.api import berichten_router
from berichtenverkeer.tables import add_berichten_tables
from chassis.database import new_metadata
from chassis.service import Service
from chassis.tables import add_chassis_tables

metadata = new_metadata()
add_chassis_tables(metadata)
add_berichten_tables(metadata)


async def _clienten_met(_session: AsyncSession, _bsn_hashes: Collection[str]) -> list[str]:
    """Nobody: who is in a message is for a service with clients."""
    return []


SERVICE = Service(
    name="post",
    title="clientroute post",
    about="Alleen voor tests.",
    folder=Path(__file__).parent,
    metadata=metadata,
    matches_bsn=True,
    routers=(berichten_router(frozenset({"WMO305", "WMO323"}), "Verder gebeurt er niets.", _clienten_met),),
)
