"""Keep the reported starts that policy looks at (M76)."""

from chassis.events import Heard
from chassis.work import Work
from declaratie.store import beleid as store_beleid
from declaratie.tables import Levering
from gebeurtenissen import LeveringGestart


async def hoor_start(work: Work, heard: Heard[LeveringGestart]) -> None:
    """A start counts; an older event changes nothing."""
    await _houd(work, heard, telt=True)


async def hoor_start_verwijderd(work: Work, heard: Heard[LeveringGestart]) -> None:
    """A start that was removed counts no longer, also when the removal is heard first."""
    await _houd(work, heard, telt=False)


async def _houd(work: Work, heard: Heard[LeveringGestart], *, telt: bool) -> None:
    data = heard.data
    row = await store_beleid.levering(work.session, data.toewijzing_id, data.begindatum)
    if row is None or row.sequence < heard.sequence:
        new = Levering(toewijzing_id=data.toewijzing_id, begindatum=data.begindatum, sequence=heard.sequence, telt=telt)
        await work.session.merge(new)
