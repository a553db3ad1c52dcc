"""What monitoring hears, and what it tells: the steps with a provider after a traffic light that turned red (M89)."""

from chassis.events import EventData, EventType
from chassis.subscriptions import Subscription, on_all
from gebeurtenissen.monitoring import AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT
from monitoring.usecases.verwerk import keep

PUBLISHES: tuple[EventType[EventData], ...] = (AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT)
SUBSCRIPTIONS: tuple[Subscription, ...] = (on_all(keep),)
