"""Tell what answered declarations add to each assignment: toewijzing and monitoring count on with it."""

from collections.abc import Sequence

from chassis.events import Heard
from chassis.identifiers import id_within
from chassis.tracing import going_on_from
from chassis.work import Work
from declaratie.store.toegekend import per_toewijzing
from declaratie.usecases.toegekende import toegekende
from gebeurtenissen.declaratie import (
    TOEWIJZING_GEDECLAREERD,
    DeclaratieBeantwoord,
    Gedeclareerd,
    ToewijzingGedeclareerd,
)

PER_DEEL = 500
"""Assignments in one event: a bus carries many small messages better than one large one."""


async def vertel_toegekend(work: Work, heard: Sequence[Heard[DeclaratieBeantwoord]]) -> None:
    """Tell it once, for each answered declaration of ourselves of which something was granted."""
    for samen in toegekende(work, heard):
        toegekend = await per_toewijzing(work.session, [each.data.declaratie_id for each in samen])
        for each in samen:
            with going_on_from(each.traceparent):
                await _vertel(work, each.data, toegekend[each.data.declaratie_id])


async def _vertel(work: Work, data: DeclaratieBeantwoord, toegekend: Sequence[Gedeclareerd]) -> None:
    """Under an id that follows from the declaration.

    One that is answered again after a backup was put back was added up by who heard it before, and must not be once
    more.
    """
    for deel, begin in enumerate(range(0, len(toegekend), PER_DEEL), 1):
        event = ToewijzingGedeclareerd(
            declaratie_id=data.declaratie_id,
            deel=deel,
            gemeente=data.gemeente,
            wet=data.wet,
            agb=data.agb,
            toegekend=tuple(toegekend[begin : begin + PER_DEEL]),
        )
        event_id = id_within(data.declaratie_id, f"{TOEWIJZING_GEDECLAREERD.name}/{deel}")
        await work.tell(TOEWIJZING_GEDECLAREERD, data.declaratie_id, event, event_id=event_id)
