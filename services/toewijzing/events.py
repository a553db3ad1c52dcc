"""What toewijzing hears and what it tells."""

import iwmo
from berichtenverkeer.post import Status, inhoud_van, vind
from chassis.events import Heard, Subscription, on
from chassis.work import Work
from gebeurtenissen import (
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    BESCHIKKING_AFGEGEVEN,
    CONTRACT_VASTGELEGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VOORBEREID,
    BerichtGegevens,
)
from iwmo.berichten.wmo305 import Wmo305
from toewijzing.usecases.verwerk_start import verwerk_start
from toewijzing.usecases.wijs_toe import hoor_beschikking

PUBLISHES = (
    CONTRACT_VASTGELEGD,
    TOEWIJZING_VOORBEREID,
    TOEWIJZING_TOEGEWEZEN,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
)


async def hoor_bericht(work: Work, heard: Heard[BerichtGegevens]) -> None:
    """A message came in through our own door: work through it. Those of other services are not ours."""
    if heard.source != work.source:
        return
    stuk = await vind(work, heard.data.bericht_id)
    if stuk is None or stuk.status != Status.ONTVANGEN:
        return
    bericht = iwmo.lees(await inhoud_van(work, stuk.id))
    assert isinstance(bericht, Wmo305)  # the door takes in no other kind
    await verwerk_start(work, stuk, bericht)


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on(BESCHIKKING_AFGEGEVEN, hoor_beschikking),
    on(BERICHT_ONTVANGEN, hoor_bericht),
)
