"""Keep the reported starts and stops that policy looks at (M76)."""

from collections.abc import Sequence
from datetime import date

from chassis.events import Heard, newest
from chassis.work import Work
from declaratie.store import toewijzingen as store_toewijzingen
from gebeurtenissen.toewijzing import LeveringBeeindigd, LeveringGestart

Levering = LeveringGestart | LeveringBeeindigd


async def hoor_starts(work: Work, heard: Sequence[Heard[LeveringGestart]]) -> None:
    """Starts count; an older event changes nothing."""
    rows = [_rij(each.data, sequence=each.sequence, telt=True) for each in newest(heard, _sleutel)]
    await store_toewijzingen.houd_starts(work.session, rows)


async def hoor_starts_verwijderd(work: Work, heard: Sequence[Heard[LeveringGestart]]) -> None:
    """Starts that were removed count no longer, also when the removal is heard first."""
    rows = [_rij(each.data, sequence=each.sequence) for each in newest(heard, _sleutel)]
    await store_toewijzingen.houd_starts(work.session, rows)


async def hoor_stops(work: Work, heard: Sequence[Heard[LeveringBeeindigd]]) -> None:
    """A stop, for a while or for good, ends the delivery that began with its start."""
    rows = [
        _rij(each.data, stop_sequence=each.sequence, gestopt_op=each.data.einddatum) for each in newest(heard, _sleutel)
    ]
    await store_toewijzingen.houd_stops(work.session, rows)


async def hoor_stops_verwijderd(work: Work, heard: Sequence[Heard[LeveringBeeindigd]]) -> None:
    """Stops that were removed say nothing any more: the delivery is taken to go on."""
    rows = [_rij(each.data, stop_sequence=each.sequence) for each in newest(heard, _sleutel)]
    await store_toewijzingen.houd_stops(work.session, rows)


def _sleutel(heard: Heard[Levering]) -> tuple[str, date]:
    return heard.data.toewijzing_id, heard.data.begindatum


def _rij(
    data: Levering, *, sequence: int = 0, telt: bool = False, stop_sequence: int = 0, gestopt_op: date | None = None
) -> dict[str, object]:
    """A delivery of which nothing else is known; a start that was not heard of yet does not count."""
    return {
        "toewijzing_id": data.toewijzing_id,
        "begindatum": data.begindatum,
        "sequence": sequence,
        "telt": telt,
        "stop_sequence": stop_sequence,
        "gestopt_op": gestopt_op,
    }
