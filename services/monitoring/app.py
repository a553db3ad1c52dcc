"""Monitoring, on one screen.

Every event goes in the log (`usecases/verwerk.py`), `noteren/` says what it adds to which dossier, `domain/bijdragen/`
what a dossier contributes to the figures, and `store/cijfers.py` adds figures up. A page or route shows them.
"""

from pathlib import Path

from betekenis import woorden
from chassis import logboek_api
from chassis.persoonsgegevens_api import gegevens_router
from chassis.sealed import Told
from chassis.service import Errand, Service, Tick
from monitoring.api import (
    gebeurtenissen,
    keten,
    kwaliteit,
    kwesties,
    maatregelen,
    rapportages,
    rapporten,
    registers,
    zaken,
)
from monitoring.dashboard import add_pages
from monitoring.events import PUBLISHES, SUBSCRIPTIONS
from monitoring.tables import VERHAAL, Base
from monitoring.usecases.herbouw import GEPARKEERD
from monitoring.usecases.meet_openstaand import meet_openstaand
from monitoring.usecases.rapportages import vraag_uit
from monitoring.usecases.vernietig import vernietig_gegevens, verzamel_gegevens
from monitoring.usecases.vertel_gemeten import vertel_gemeten
from monitoring.usecases.verwerk import haal_achterstand_in, verwerk_levering
from verwerkingen import verwerkingen
from werkplek.sessies import OPRUIMEN
from werkplek.tables import PROTECTS

SERVICE = Service(
    name="monitoring",
    title="clientroute monitoring",
    about="De keten in cijfers: stappen, doorlooptijden, declaraties, budget en de stand van de diensten.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(
        keten.router,
        kwaliteit.router,
        gebeurtenissen.router,
        rapporten.router,
        zaken.router,
        registers.router,
        maatregelen.router,
        kwesties.router,
        rapportages.router,
        logboek_api.router,
        gegevens_router(verzamel_gegevens, vernietig_gegevens),
    ),
    words=woorden,
    verwerkingen=verwerkingen("monitoring"),
    publishes=PUBLISHES,
    subscriptions=SUBSCRIPTIONS,
    after_delivery=verwerk_levering,
    waits=(GEPARKEERD,),
    ticks=(
        Tick("bijwerken", 5.0, haal_achterstand_in),
        Errand("meten", 30.0, meet_openstaand),
        Tick("gemeten", 3600.0, vertel_gemeten),
        Tick("rapportages", 3600.0, vraag_uit),
        OPRUIMEN,
    ),
    peers=("toegang", "toewijzing", "declaratie"),
    protects=(Told("gebeurtenissen", "data"), VERHAAL, *PROTECTS),
    pages=(add_pages,),
)
