"""Give cases a number that no other case of the municipality has."""

from collections.abc import Sequence

from chassis.work import Work
from toegang import store
from toegang.domain.zaaknummer import zaaknummer_van


async def geef_zaaknummers(work: Work, gemeente: str, meldingen: Sequence[str]) -> list[str]:
    """The numbers of new cases by their ids, in this order."""
    gegeven: list[str] = []
    for melding_id in meldingen:
        poging = 0
        while (nummer := zaaknummer_van(melding_id, poging)) in gegeven or await store.is_zaaknummer_gegeven(
            work.session, gemeente, nummer
        ):
            poging += 1
        gegeven.append(nummer)
    return gegeven
