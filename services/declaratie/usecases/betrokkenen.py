"""Whose lines somebody reads: for the log of processings."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from chassis.work import Work
from declaratie.store.toewijzingen import clienten_van


class OpToewijzing(Protocol):
    """What is about an assignment of a municipality."""

    @property
    def gemeente(self) -> str:
        """Its CBS code."""

    @property
    def toewijzing_nummer(self) -> int:
        """The ToewijzingNummer."""


async def noteer_clienten(work: Work, gelezen: Iterable[OpToewijzing]) -> None:
    """Note the clients of these lines; of an assignment that nobody here knows the client is not known either."""
    nummers: dict[str, set[int]] = defaultdict(set)
    for each in gelezen:
        nummers[each.gemeente].add(each.toewijzing_nummer)
    for gemeente, van_gemeente in nummers.items():
        work.note(await clienten_van(work.session, gemeente, van_gemeente))
