"""What toewijzing hears and what it tells."""

from berichtenverkeer.verwerking import verwerker
from chassis.events import Subscription, on
from gebeurtenissen import (
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    BESCHIKKING_AFGEGEVEN,
    CONTRACT_VASTGELEGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VOORBEREID,
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


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on(BESCHIKKING_AFGEGEVEN, hoor_beschikking),
    on(BERICHT_ONTVANGEN, verwerker(Wmo305, verwerk_start)),
)
