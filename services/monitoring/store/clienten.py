"""Different people who have help, each once over everything that is asked for together (decision 0704)."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from monitoring.domain.selectie import Selectie
from monitoring.store.cijfers import van_clienten
from monitoring.tables import Clientperiode

KOLOMMEN: Mapping[str, InstrumentedAttribute[str]] = {
    "gemeente": Clientperiode.gemeente,
    "code": Clientperiode.code,
    "profiel": Clientperiode.profiel,
    "leeftijdsgroep": Clientperiode.leeftijdsgroep,
    "wijk": Clientperiode.wijk,
}


async def mensen(session: AsyncSession, selectie: Selectie, *per: str) -> dict[tuple[str, ...], int]:
    """How many people have help in the selection, per each of these; who is in two rows counts in both."""
    kolommen = [KOLOMMEN[each] for each in per]
    aantal = func.count(Clientperiode.client.distinct())
    query = select(*kolommen, aantal).where(*van_clienten(selectie)).group_by(*kolommen)
    return {tuple(map(str, plek)): int(mensen) for *plek, mensen in await session.execute(query)}
