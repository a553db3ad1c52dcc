"""What waits in the post for a provider: messages that nobody fetches, and calls that do not get through."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from berichtenverkeer.post import UIT, Berichtstatus
from berichtenverkeer.tables import berichten, bezorgingen
from berichtenverkeer.webhooks import Bezorgd
from berichtenverkeer.wegen import alleen_ggk
from chassis.waiting import Wait, Waiting
from chassis.work import Work

OPHALEN = timedelta(days=1)
"""Whoever is called or looks every day has a message by then."""


async def niet_opgehaald(work: Work) -> Sequence[Waiting]:
    """Messages that a provider does not fetch, ready for longer than a day, per municipality and provider."""
    return await _klaar(work, "Aanbieder {agb} haalt zijn berichten niet op.", langs_ggk=False)


async def niet_doorgegeven(work: Work) -> Sequence[Waiting]:
    """The same for who is reached by the GGk only: that it waits is no fault of the provider."""
    return await _klaar(
        work, "De koppeling met het GGk haalt de berichten voor aanbieder {agb} niet op.", langs_ggk=True
    )


async def _klaar(work: Work, waarop: str, *, langs_ggk: bool) -> Sequence[Waiting]:
    query = (
        select(berichten.c.gemeente, berichten.c.agb, func.count(), func.min(berichten.c.op))
        .where(berichten.c.richting == UIT, berichten.c.status == Berichtstatus.KLAAR)
        .where(berichten.c.op <= work.now - OPHALEN, alleen_ggk() if langs_ggk else ~alleen_ggk())
        .group_by(berichten.c.gemeente, berichten.c.agb)
        .order_by(func.min(berichten.c.op))
    )
    return [
        _van_aanbieder(gemeente, agb, sinds, aantal, waarop.format(agb=agb))
        for gemeente, agb, aantal, sinds in await work.session.execute(query)
    ]


async def niet_bezorgd(work: Work) -> Sequence[Waiting]:
    """Calls to a webhook that failed, or that will be tried again later, per municipality and provider."""
    fout = func.max(bezorgingen.c.fout)
    query = (
        select(berichten.c.gemeente, berichten.c.agb, func.count(), func.min(berichten.c.op), fout)
        .join(bezorgingen, bezorgingen.c.bericht_id == berichten.c.id)
        .where(bezorgingen.c.fout.is_not(None), bezorgingen.c.status.in_((Bezorgd.OPEN, Bezorgd.MISLUKT)))
        .group_by(berichten.c.gemeente, berichten.c.agb)
        .order_by(func.min(berichten.c.op))
    )
    return [
        _van_aanbieder(
            gemeente, agb, sinds, aantal, f"De webhook van aanbieder {agb} neemt onze oproep niet aan ({waarom})."
        )
        for gemeente, agb, aantal, sinds, waarom in await work.session.execute(query)
    ]


def _van_aanbieder(gemeente: str, agb: str, sinds: datetime, aantal: int, waarop: str) -> Waiting:
    return Waiting(id=f"{gemeente}-{agb}", since=sinds, waits_for=waarop, count=aantal, gemeente=gemeente)


async def roep_opnieuw(work: Work, id_: str) -> int:
    """Call at once for everything of this municipality and provider that did not get through; the pauses begin anew."""
    gemeente, _, agb = id_.partition("-")
    van = select(berichten.c.id).where(berichten.c.gemeente == gemeente, berichten.c.agb == agb)
    statement = (
        update(bezorgingen)
        .where(bezorgingen.c.bericht_id.in_(van), bezorgingen.c.fout.is_not(None))
        .where(bezorgingen.c.status.in_((Bezorgd.OPEN, Bezorgd.MISLUKT)))
        .values(status=Bezorgd.OPEN, pogingen=0, volgende_op=work.now)
        .returning(bezorgingen.c.bericht_id)
    )
    return len((await work.session.execute(statement)).all())


NIET_OPGEHAALD = Wait("niet-opgehaald", niet_opgehaald)
NIET_DOORGEGEVEN = Wait("niet-doorgegeven", niet_doorgegeven)
NIET_BEZORGD = Wait("webhooks", niet_bezorgd, roep_opnieuw)
