"""The koppelvlak, on one screen: a process beside the four services, which know nothing of it.

- an envelope, a code of a hub, a client: `shared/koppelvlakken`; what is done with it: here
- a step: `usecases/`; a query: `store/`; a table: `tables/`; a route: `api/`, its bodies: `bodies/`
- what it hears, and does every so often: `events.py`; what an operator says: `instellingen.py`
"""

from pathlib import Path

from aansluiting.api import ggk
from aansluiting.events import SUBSCRIPTIONS, TICKS
from aansluiting.tables import Base
from aansluiting.tables.ggk import BESCHERMD
from aansluiting.usecases.archief_schrijven import ARCHIEF
from aansluiting.usecases.ggk_wachtend import WACHT
from aansluiting.usecases.zaken_bijwerken import ZAKEN
from aansluiting.woorden import woorden
from chassis.service import Service

KOPPELVLAK = Service(
    name="koppelvlak",
    title="clientroute koppelvlak",
    about="Berichten en gegevens van en naar buiten: GGk, BRP en zaaksysteem.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(ggk.router,),
    words=woorden,
    subscriptions=SUBSCRIPTIONS,
    ticks=TICKS,
    waits=(*WACHT, *ZAKEN, ARCHIEF),
    protects=BESCHERMD,
    peers=("toegang", "toewijzing", "declaratie"),
)
