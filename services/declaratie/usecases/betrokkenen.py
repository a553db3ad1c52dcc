"""Whose lines somebody reads: for the log of processings."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from chassis.work import Work
from declaratie.store.toewijzingen import clienten_van
from wetten import Wet


class OpToewijzing(Protocol):
    """What is about an assignment of a municipality."""

    @property
    def gemeente(self) -> str:
        """Its CBS code."""

    @property
    def wet(self) -> Wet:
        """The law within which its number is unique."""

    @property
    def toewijzing_nummer(self) -> int:
        """The ToewijzingNummer."""


async def noteer_clienten(work: Work, gelezen: Iterable[OpToewijzing]) -> None:
    """Note the clients of these lines; of an assignment that nobody here knows the client is not known either."""
    nummers: dict[tuple[str, Wet], set[int]] = defaultdict(set)
    for each in gelezen:
        nummers[each.gemeente, each.wet].add(each.toewijzing_nummer)
    for (gemeente, wet), genoemd in nummers.items():
        work.note(await clienten_van(work.session, gemeente, wet, genoemd))
