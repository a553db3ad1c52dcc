"""What monitoring hears, and what it tells: the steps with a provider (M89), and how well it works (M56)."""

from chassis.events import EventData, EventType
from chassis.subscriptions import Subscription, on_all
from gebeurtenissen.monitoring import AANBIEDER_GEMETEN, AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT
from monitoring.usecases.verwerk import keep

PUBLISHES: tuple[EventType[EventData], ...] = (AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT, AANBIEDER_GEMETEN)
SUBSCRIPTIONS: tuple[Subscription, ...] = (on_all(keep),)
