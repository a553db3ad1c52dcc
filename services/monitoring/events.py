"""What monitoring hears, and what it tells of providers: steps (M89), how well they work (M56), rapportages (M115)."""

from chassis.events import EventData, EventType
from chassis.subscriptions import Subscription, on_all
from gebeurtenissen.monitoring import AANBIEDER_GEMETEN, AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT, RAPPORTAGE_GEWIJZIGD
from monitoring.usecases.verwerk import keep

PUBLISHES: tuple[EventType[EventData], ...] = (
    AANBIEDER_GEPAUZEERD,
    AANBIEDER_HERVAT,
    AANBIEDER_GEMETEN,
    RAPPORTAGE_GEWIJZIGD,
)
SUBSCRIPTIONS: tuple[Subscription, ...] = (on_all(keep),)
