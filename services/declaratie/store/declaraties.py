"""The queries on judged declarations."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.clock import local_date
from declaratie.domain.volgorde import IngediendeDeclaratie
from declaratie.store.bulk import Vragen, gevraagd, van
from declaratie.store.zicht import Zicht, declaratie_van
from declaratie.tables import Declaratie
from istandaard.retourcodes import RetourCode
from wetten import Wet

BEOORDEELD = (RetourCode.AKKOORD, RetourCode.VOLLEDIG_TOEGEWEZEN)
"""What a declaration is answered with when its lines were judged."""
_IS_INGEDIEND = Declaratie.retourcode.in_(BEOORDEELD)
"""Lines of it were judged: what is rejected whole counts as never sent."""


async def gebruikte_declaratienummers(session: AsyncSession, vragen: Vragen[str]) -> list[set[str]]:
    """By which of these numbers lines of a declaration of a provider were judged before under this law (TR333)."""
    asked = gevraagd(session, vragen)
    gebruikt = and_(
        Declaratie.agb == asked.c.agb,
        Declaratie.wet == asked.c.wet,
        Declaratie.declaratienummer == asked.c.waarde,
        _IS_INGEDIEND,
    )
    found: list[set[str]] = [set() for _ in vragen]
    for plek, nummer in await session.execute(select(asked.c.plek, asked.c.waarde).join(Declaratie, gebruikt)):
        found[plek].add(nummer)
    return found


async def ingediend_over_later(session: AsyncSession, vragen: Vragen[date]) -> list[list[IngediendeDeclaratie]]:
    """What a provider submitted to a municipality under a law over months after this one (TR318)."""
    asked = gevraagd(session, vragen)
    later = and_(van(Declaratie, asked), Declaratie.declaratieperiode > asked.c.waarde, _IS_INGEDIEND)
    kolommen = (Declaratie.id, Declaratie.ontvangen_op, Declaratie.dagtekening, Declaratie.antwoord_id)
    query = select(asked.c.plek, *kolommen).select_from(asked).join(Declaratie, later)
    found: list[list[IngediendeDeclaratie]] = [[] for _ in vragen]
    for plek, declaratie_id, ontvangen_op, dagtekening, antwoord_id in await session.execute(query):
        # Of what was destroyed before this was kept it is known when it came in.
        dag = dagtekening or local_date(ontvangen_op)
        found[plek].append(IngediendeDeclaratie(dag, antwoord_id or declaratie_id))
    return found


async def declaratie(session: AsyncSession, declaratie_id: str) -> Declaratie | None:
    """One judged declaration."""
    return await session.get(Declaratie, declaratie_id)


async def met_ids(session: AsyncSession, declaratie_ids: Collection[str]) -> dict[str, Declaratie]:
    """Judged declarations by their ids."""
    found = await session.execute(select(Declaratie).where(Declaratie.id.in_(declaratie_ids)))
    return {each.id: each for each in found.scalars()}


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
