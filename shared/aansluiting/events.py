"""What the koppelvlak hears, and what it does every so often. It tells nothing."""

from aansluiting.usecases.brp import kijk_in_de_brp
from chassis.service import Errand, Tick
from chassis.subscriptions import Subscription

HALVE_MINUUT = 30
SUBSCRIPTIONS: tuple[Subscription, ...] = ()
TICKS: tuple[Tick | Errand, ...] = (Errand("brp", HALVE_MINUUT, kijk_in_de_brp),)
