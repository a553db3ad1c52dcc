"""From the event that a message came in to the step that works through it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import wetten
from berichtenverkeer.post import Berichtstatus, Poststuk, vind_met_inhoud
from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.toewijzing import BerichtGegevens

B = TypeVar("B", bound=wetten.Bericht)


def verwerker(
    kind: type[B], verwerk: Callable[[Work, Poststuk, B], Awaitable[None]]
) -> Callable[[Work, Heard[BerichtGegevens]], Awaitable[None]]:
    """A handler that gives a message of this kind to `verwerk`, once, when it came in at our own door."""

    soorten = wetten.soorten(kind.NUMMER)

    async def hoor_bericht(work: Work, heard: Heard[BerichtGegevens]) -> None:
        if heard.source != work.source or heard.data.soort not in soorten:
            return
        gevonden = await vind_met_inhoud(work, heard.data.bericht_id)
        if gevonden is None:
            return
        stuk, inhoud = gevonden
        if stuk.status != Berichtstatus.ONTVANGEN:
            return
        bericht = wetten.lees(inhoud)
        assert isinstance(bericht, kind)  # that is what its soort says
        await verwerk(work, stuk, bericht)

    return hoor_bericht
