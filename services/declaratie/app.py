"""Declaratie, on one screen: bills by the national protocol of iWmo (M81).

- a rule for a line: `domain/regels.py`, a function by its TR number; how the rules are applied: `domain/oordeel.py`
- a step: `usecases/`; a query: `store/`; a table: `tables/`; a route: `api/`, its bodies: `bodies/`
- an event it hears or tells: `events.py`; its content: `shared/gebeurtenissen/`
- the routes for iWmo messages are those of `shared/berichtenverkeer`
"""

from pathlib import Path

from berichtenverkeer import webhooks_api
from berichtenverkeer.api import berichten_router
from berichtenverkeer.contract import message_schemas
from berichtenverkeer.wachtend import NIET_BEZORGD, NIET_DOORGEGEVEN, NIET_OPGEHAALD
from betekenis import woorden
from chassis import logboek_api
from chassis.persoonsgegevens_api import MetBsn, gegevens_router
from chassis.service import Service
from declaratie.api import (
    aandachtspunten,
    afwijzingen,
    betaalruns,
    betaalstaten,
    controleverklaringen,
    declaraties,
    jaarafsluitingen,
    jaarstaten,
    lumpsums,
    noshows,
    overboekingen,
    prestaties,
    rekeningen,
    totalen,
    verrekeningen,
    vorderingen,
)
from declaratie.events import PUBLISHES, SUBSCRIPTIONS, TICKS
from declaratie.store.toewijzingen import clienten_met
from declaratie.tables.base import Base
from declaratie.tables.beschermd import BESCHERMD
from declaratie.usecases.proef import beoordeel_proef
from declaratie.usecases.vernietig import vernietig_gegevens, verzamel_gegevens
from declaratie.usecases.wacht_op_toewijzing import DECLARATIES
from verwerkingen import verwerkingen
from wetten import soorten

ONTVANGT = soorten("323")
"""The messages that providers send to this service."""
NA_ONTVANGST = (
    "Elke prestatie wordt beoordeeld. Daarna staat een 325 klaar, met `nl.wmo.berichten.verzonden.v1`, "
    "`nl.wmo.declaraties.beantwoord.v1` en per budgethouder `nl.wmo.betalingen.vastgesteld.v1`. Is er een toewijzing "
    "die wij nog niet kennen, dan kan het bericht even wachten; gaat het verder, dan volgt "
    "`nl.wmo.declaraties.hervat.v1`. Met `proef=true` krijgt u meteen het antwoord, en wordt er niets bewaard."
)
"""What follows on a message, for who delivers it."""

SERVICE = Service(
    name="declaratie",
    title="clientroute declaratie",
    about="Van declaratie tot antwoord: iWmo 323 en 325.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(
        berichten_router(ONTVANGT, NA_ONTVANGST, clienten_met, proef=beoordeel_proef),
        declaraties.router,
        aandachtspunten.router,
        afwijzingen.router,
        prestaties.router,
        totalen.router,
        betaalstaten.router,
        jaarstaten.router,
        jaarafsluitingen.router,
        controleverklaringen.router,
        verrekeningen.router,
        rekeningen.router,
        betaalruns.router,
        overboekingen.router,
        vorderingen.router,
        lumpsums.router,
        noshows.router,
        webhooks_api.router,
        logboek_api.router,
        gegevens_router(verzamel_gegevens, MetBsn(vernietig_gegevens)),
    ),
    schemas=message_schemas(ONTVANGT),
    words=woorden,
    verwerkingen=verwerkingen("declaratie"),
    publishes=PUBLISHES,
    subscriptions=SUBSCRIPTIONS,
    ticks=TICKS,
    waits=(DECLARATIES, NIET_OPGEHAALD, NIET_DOORGEGEVEN, NIET_BEZORGD),
    peers=("toegang", "toewijzing", "monitoring"),
    matches_bsn=True,
    protects=BESCHERMD,
)
