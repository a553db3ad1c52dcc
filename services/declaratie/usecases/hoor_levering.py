"""Keep the reported starts and stops that policy looks at (M76)."""

from datetime import date

from chassis.events import Heard
from chassis.work import Work
from declaratie import store
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.tables import Levering
from gebeurtenissen.toewijzing import LeveringBeeindigd, LeveringGestart


async def hoor_start(work: Work, heard: Heard[LeveringGestart]) -> None:
    """A start counts; an older event changes nothing."""
    await _houd_start(work, heard, telt=True)


async def hoor_start_verwijderd(work: Work, heard: Heard[LeveringGestart]) -> None:
    """A start that was removed counts no longer, also when the removal is heard first."""
    await _houd_start(work, heard, telt=False)


async def hoor_stop(work: Work, heard: Heard[LeveringBeeindigd]) -> None:
    """A stop, for a while or for good, ends the delivery that began with its start."""
    await _houd_stop(work, heard, heard.data.einddatum)


async def hoor_stop_verwijderd(work: Work, heard: Heard[LeveringBeeindigd]) -> None:
    """A stop that was removed says nothing any more: the delivery is taken to go on."""
    await _houd_stop(work, heard, None)


async def _houd_start(work: Work, heard: Heard[LeveringGestart], *, telt: bool) -> None:
    row = await _levering(work, heard.data)
    if row.sequence < heard.sequence:
        row.sequence, row.telt = heard.sequence, telt


async def _houd_stop(work: Work, heard: Heard[LeveringBeeindigd], gestopt_op: date | None) -> None:
    row = await _levering(work, heard.data)
    if row.stop_sequence < heard.sequence:
        row.stop_sequence, row.gestopt_op = heard.sequence, gestopt_op


async def _levering(work: Work, data: LeveringGestart | LeveringBeeindigd) -> Levering:
    """The start that an event is about; one that was not heard of yet does not count."""
    row = await store_toewijzingen.levering(work.session, data.toewijzing_id, data.begindatum)
    if row is None:
        row = Levering(
            toewijzing_id=data.toewijzing_id,
            begindatum=data.begindatum,
            sequence=0,
            telt=False,
            gestopt_op=None,
            stop_sequence=0,
        )
        await store.add(work.session, row)
    return row
