"""What toewijzing hears and what it tells."""

from berichtenverkeer.verwerking import verwerker
from chassis.events import Subscription, on
from gebeurtenissen import (
    AANBIEDER_GEPAUZEERD,
    AANBIEDER_HERVAT,
    AANBIEDER_VASTGELEGD,
    AANBOD_TEKORT,
    BEEINDIGING_VERWIJDERD,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    BESCHIKKING_AFGEGEVEN,
    CONTRACT_VASTGELEGD,
    COORDINATOR_AANGEWEZEN,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VOORBEREID,
)
from iwmo.berichten.wmo305 import Wmo305
from iwmo.berichten.wmo307 import Wmo307
from toewijzing.usecases.aanbieders import hoor_hervatting, hoor_pauze
from toewijzing.usecases.verwerk_start import verwerk_start
from toewijzing.usecases.verwerk_stop import verwerk_stop
from toewijzing.usecases.wijs_toe import hoor_beschikking

PUBLISHES = (
    CONTRACT_VASTGELEGD,
    AANBIEDER_VASTGELEGD,
    AANBIEDER_GEPAUZEERD,
    AANBIEDER_HERVAT,
    AANBOD_TEKORT,
    COORDINATOR_AANGEWEZEN,
    TOEWIJZING_VOORBEREID,
    TOEWIJZING_TOEGEWEZEN,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    LEVERING_BEEINDIGD,
    BEEINDIGING_VERWIJDERD,
)


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    on(BESCHIKKING_AFGEGEVEN, hoor_beschikking),
    on(AANBIEDER_GEPAUZEERD, hoor_pauze),
    on(AANBIEDER_HERVAT, hoor_hervatting),
    on(BERICHT_ONTVANGEN, verwerker(Wmo305, verwerk_start)),
    on(BERICHT_ONTVANGEN, verwerker(Wmo307, verwerk_stop)),
)
