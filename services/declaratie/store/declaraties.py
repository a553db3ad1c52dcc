"""The queries on judged declarations."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from berichtenverkeer.tables import berichten
from declaratie.domain.volgorde import IngediendeDeclaratie
from declaratie.store.zicht import Zicht, declaratie_van
from declaratie.tables import Declaratie
from istandaard.retourcodes import RetourCode
from wetten import Wet

BEOORDEELD = (RetourCode.AKKOORD, RetourCode.VOLLEDIG_TOEGEWEZEN)
"""What a declaration is answered with when its lines were judged."""
_IS_INGEDIEND = Declaratie.retourcode.in_(BEOORDEELD)
"""Lines of it were judged: what is rejected whole counts as never sent."""


async def is_declaratienummer_gebruikt(session: AsyncSession, agb: str, wet: Wet, declaratienummer: str) -> bool:
    """Whether lines of a declaration by this number were judged before under this law (TR333)."""
    query = select(Declaratie.id).where(
        Declaratie.agb == agb,
        Declaratie.wet == wet,
        Declaratie.declaratienummer == declaratienummer,
        _IS_INGEDIEND,
    )
    return (await session.execute(query.limit(1))).first() is not None


async def ingediend_over_later(
    session: AsyncSession, gemeente: str, agb: str, wet: Wet, periode: date
) -> list[IngediendeDeclaratie]:
    """What a provider submitted to a municipality under a law over months after this one (TR318)."""
    antwoorden = berichten.alias()
    query = (
        select(berichten.c.dagtekening, antwoorden.c.id)
        .select_from(Declaratie)
        .join(berichten, berichten.c.id == Declaratie.id)
        .join(antwoorden, antwoorden.c.antwoord_op == Declaratie.id)
        .where(
            Declaratie.agb == agb,
            Declaratie.gemeente == gemeente,
            Declaratie.wet == wet,
            Declaratie.declaratieperiode > periode,
            _IS_INGEDIEND,
        )
    )
    return [IngediendeDeclaratie(dagtekening, antwoord_id) for dagtekening, antwoord_id in await session.execute(query)]


async def declaratie(session: AsyncSession, declaratie_id: str) -> Declaratie | None:
    """One judged declaration."""
    return await session.get(Declaratie, declaratie_id)


async def declaraties(
    session: AsyncSession, zicht: Zicht, wet: Wet | None, after: str | None, limit: int
) -> Sequence[Declaratie]:
    """Judged declarations in order of id: of one provider, or of municipalities; under one law if given."""
    query = select(Declaratie).order_by(Declaratie.id).limit(limit).where(declaratie_van(zicht))
    if wet is not None:
        query = query.where(Declaratie.wet == wet)
    if after is not None:
        query = query.where(Declaratie.id > after)
    return (await session.execute(query)).scalars().all()
