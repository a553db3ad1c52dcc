"""What the koppelvlak hears, and what it does every so often. It tells nothing."""

from chassis.service import Errand, Tick
from chassis.subscriptions import Subscription

SUBSCRIPTIONS: tuple[Subscription, ...] = ()
TICKS: tuple[Tick | Errand, ...] = ()
