"""The numbers that a municipality gives to assignments."""

from collections import Counter
from collections.abc import Mapping, Sequence

from berichtenverkeer.nummers import volgende_nummers
from chassis.work import Work
from toewijzing import store
from wetten import Wet

Plek = tuple[str, Wet]
"""A municipality, and the law under which it gives a ToewijzingNummer (TR332)."""


async def toewijzingnummers(work: Work, nodig: Sequence[tuple[Plek, int]]) -> list[list[int]]:
    """So many ToewijzingNummers for each, in order, without those that were taken in from elsewhere.

    A number is of one assignment (TR332), whoever gave it; of the series some are then left out. It comes to the same
    as asking for each by itself.
    """
    te_trekken = Counter[Plek]()
    for plek, aantal in nodig:
        te_trekken[plek] += aantal
    rest = await _getrokken(work, +te_trekken)
    gegeven = []
    for plek, aantal in nodig:
        vrij, meer = list[int](), aantal
        while len(vrij) < aantal:
            tekort = meer - len(rest[plek])
            if tekort > 0:
                rest[plek] += (await _getrokken(work, {plek: tekort}))[plek]
            vrij += [nummer for nummer, is_vrij in rest[plek][:meer] if is_vrij]
            del rest[plek][:meer]
            # More each time: whoever takes in thousands may have numbered them from 1 too.
            meer *= 2
        gegeven.append(vrij[:aantal])
    return gegeven


async def _getrokken(work: Work, hoeveel: Mapping[Plek, int]) -> dict[Plek, list[tuple[int, bool]]]:
    """The next numbers of some series, each with whether no assignment has it."""
    if not hoeveel:
        return {}
    per_reeks = await volgende_nummers(work, {reeks_van_toewijzingen(plek): aantal for plek, aantal in hoeveel.items()})
    nummers = {plek: per_reeks[reeks_van_toewijzingen(plek)] for plek in hoeveel}
    bezet = await store.bezette_nummers(work.session, nummers)
    return {plek: [(each, each not in bezet[plek]) for each in van_plek] for plek, van_plek in nummers.items()}


def reeks_van_toewijzingen(plek: Plek) -> str:
    """The series of the ToewijzingNummers of a municipality: one per law (TR332)."""
    gemeente, wet = plek
    return f"toewijzing {gemeente}" if wet is Wet.WMO else f"toewijzing {wet} {gemeente}"
