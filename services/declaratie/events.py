"""What declaratie hears and what it tells."""

import iwmo
from berichtenverkeer.post import Status, inhoud_van, vind
from chassis.events import Heard, Subscription, on
from chassis.service import Tick
from chassis.work import Work
from declaratie.usecases.beoordeel_declaratie import beoordeel_declaratie
from declaratie.usecases.hoor_levering import hoor_start, hoor_start_verwijderd
from declaratie.usecases.hoor_toewijzing import hoor_contract, hoor_toewijzing
from declaratie.usecases.toets_beleid import toets_beleid
from declaratie.usecases.wacht_op_toewijzing import hervat_verlopen
from gebeurtenissen import (
    AANDACHTSPUNT_AFGEHANDELD,
    AANDACHTSPUNTEN_VASTGELEGD,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    BUDGETDREMPEL_OVERSCHREDEN,
    CONTRACT_VASTGELEGD,
    DECLARATIE_BEANTWOORD,
    DECLARATIE_HERVAT,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    BerichtGegevens,
)
from iwmo.berichten.wmo323 import Wmo323

PUBLISHES = (
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    DECLARATIE_BEANTWOORD,
    DECLARATIE_HERVAT,
    AANDACHTSPUNTEN_VASTGELEGD,
    AANDACHTSPUNT_AFGEHANDELD,
    BUDGETDREMPEL_OVERSCHREDEN,
)


async def hoor_bericht(work: Work, heard: Heard[BerichtGegevens]) -> None:
    """A WMO323 came in through our own door, or has waited: judge it. Messages of others are not ours."""
    if heard.source != work.source:
        return
    stuk = await vind(work, heard.data.bericht_id)
    if stuk is None or stuk.status != Status.ONTVANGEN:
        return
    bericht = iwmo.lees(await inhoud_van(work, stuk.id))
    assert isinstance(bericht, Wmo323)  # the door takes in no other kind
    await beoordeel_declaratie(work, stuk, bericht)


TICKS = (Tick("wachtende declaraties", 10.0, hervat_verlopen),)

SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on(TOEWIJZING_TOEGEWEZEN, hoor_toewijzing),
    on(CONTRACT_VASTGELEGD, hoor_contract),
    on(LEVERING_GESTART, hoor_start),
    on(LEVERING_VERWIJDERD, hoor_start_verwijderd),
    on(BERICHT_ONTVANGEN, hoor_bericht),
    on(DECLARATIE_HERVAT, hoor_bericht),
    on(DECLARATIE_BEANTWOORD, toets_beleid),
)
