"""What the koppelvlak hears, and what it does every so often. It tells nothing."""

from aansluiting.usecases.ggk_map import lees_map
from aansluiting.usecases.ggk_ophalen import haal_op
from aansluiting.usecases.ggk_opruimen import ruim_op
from aansluiting.usecases.ggk_versturen import verstuur
from aansluiting.usecases.ggk_verwerken import verwerk
from chassis.service import Errand, Tick
from chassis.subscriptions import Subscription

SUBSCRIPTIONS: tuple[Subscription, ...] = ()
TICKS: tuple[Tick | Errand, ...] = (
    Errand("ggk ophalen", 10, haal_op),
    Errand("ggk versturen", 5, verstuur),
    Errand("ggk verwerken", 5, verwerk),
    Errand("ggk map", 5, lees_map),
    Errand("ggk opruimen", 6 * 3600, ruim_op),
)
