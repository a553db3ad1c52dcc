"""Tell what an answered declaration adds to each assignment: toewijzing and monitoring count on with it."""

from chassis.events import Heard
from chassis.identifiers import id_within
from chassis.work import Work
from declaratie.store.toegekend import per_toewijzing
from gebeurtenissen.declaratie import TOEWIJZING_GEDECLAREERD, DeclaratieBeantwoord, ToewijzingGedeclareerd

PER_DEEL = 500
"""Assignments in one event: a bus carries many small messages better than one large one."""


async def vertel_toegekend(work: Work, heard: Heard[DeclaratieBeantwoord]) -> None:
    """Tell it once, for an answered declaration of ourselves of which something was granted.

    Under an id that follows from the declaration: one that is answered again after a backup was put back was added up
    by who heard it before, and must not be once more.
    """
    data = heard.data
    if heard.source != work.source or data.prestaties_toegekend == 0:
        return
    toegekend = await per_toewijzing(work.session, data.declaratie_id)
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
