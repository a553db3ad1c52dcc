"""What declaratie hears and what it tells."""

import iwmo
from berichtenverkeer.post import Status, inhoud_van, vind
from chassis.events import Heard, Subscription, on
from chassis.work import Work
from declaratie.usecases.beoordeel_declaratie import beoordeel_declaratie
from declaratie.usecases.hoor_toewijzing import hoor_contract, hoor_toewijzing
from gebeurtenissen import (
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    CONTRACT_VASTGELEGD,
    DECLARATIE_BEANTWOORD,
    TOEWIJZING_TOEGEWEZEN,
    BerichtGegevens,
)
from iwmo.berichten.wmo323 import Wmo323

PUBLISHES = (BERICHT_ONTVANGEN, BERICHT_VERZONDEN, DECLARATIE_BEANTWOORD)


async def hoor_bericht(work: Work, heard: Heard[BerichtGegevens]) -> None:
    """A WMO323 came in through our own door: judge it. Messages of other services are not ours."""
    if heard.source != work.source:
        return
    stuk = await vind(work, heard.data.bericht_id)
    if stuk is None or stuk.status != Status.ONTVANGEN:
        return
    bericht = iwmo.lees(await inhoud_van(work, stuk.id))
    assert isinstance(bericht, Wmo323)  # the door takes in no other kind
    await beoordeel_declaratie(work, stuk, bericht)


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on(TOEWIJZING_TOEGEWEZEN, hoor_toewijzing),
    on(CONTRACT_VASTGELEGD, hoor_contract),
    on(BERICHT_ONTVANGEN, hoor_bericht),
)
