"""Toewijzing, on one screen.

A rule stands in `domain/`, a step in `usecases/`, a query in `store/`, a table in `tables/`, a route in `api/`,
what it hears and tells in `events.py`. The routes for iWmo messages are those of `shared/berichtenverkeer`.
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
from toewijzing.api import (
    aanbieders,
    berichtwegen,
    contractbestand,
    contracten,
    inzicht,
    leveringen,
    termijnen,
    toets,
    toewijzingen,
    verzoeken,
    waakvlammen,
    wachtlijst,
    wijzigingen,
    wisselwensen,
)
from toewijzing.events import PUBLISHES, SUBSCRIPTIONS, TICKS
from toewijzing.store import clienten_met
from toewijzing.tables import Base
from toewijzing.tables.beschermd import BESCHERMD
from toewijzing.usecases.persoon import vraag_vooruit
from toewijzing.usecases.vernietig import vernietig_gegevens, verzamel_gegevens
from verwerkingen import verwerkingen
from wetten import soorten

ONTVANGT = soorten("302", "305", "307", "315", "317", "320")
VERZENDT = soorten("301", "319")
"""The messages that providers send to this service, and those it begins with itself."""
NA_ONTVANGST = (
    "Een start (305) geeft `nl.wmo.leveringen.gestart.v1` en een stop (307) `nl.wmo.leveringen.beeindigd.v1`. "
    "Trekt u die in, dan volgt `nl.wmo.leveringen.verwijderd.v1` of `nl.wmo.beeindigingen.verwijderd.v1`. Een verzoek "
    "(315, 317) geeft `nl.wmo.verzoeken.ontvangen.v1`. Keurt u een bericht van de gemeente af (302, 320), "
    "dan volgt `nl.wmo.berichten.afgekeurd.v1`. Op al het andere staat daarna een retourbericht klaar, met "
    "`nl.wmo.berichten.verzonden.v1`."
)
"""What follows on a message, for who delivers it."""

SERVICE = Service(
    name="toewijzing",
    title="clientroute toewijzing",
    about="Van beschikking tot levering: contracten, toewijzingen en iWmo 301-320.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(
        aanbieders.router,
        berichtwegen.router,
        contractbestand.router,
        contracten.router,
        toets.router,
        toewijzingen.router,
        leveringen.router,
        wachtlijst.router,
        waakvlammen.router,
        inzicht.router,
        wijzigingen.router,
        wisselwensen.router,
        verzoeken.router,
        termijnen.router,
        berichten_router(ONTVANGT, NA_ONTVANGST, clienten_met, VERZENDT),
        webhooks_api.router,
        logboek_api.router,
        gegevens_router(MetBsn(verzamel_gegevens), MetBsn(vernietig_gegevens)),
    ),
    schemas=message_schemas(ONTVANGT | VERZENDT),
    words=woorden,
    verwerkingen=verwerkingen("toewijzing"),
    publishes=PUBLISHES,
    subscriptions=SUBSCRIPTIONS,
    before_delivery=vraag_vooruit,
    ticks=TICKS,
    waits=(NIET_OPGEHAALD, NIET_DOORGEGEVEN, NIET_BEZORGD),
    peers=("toegang", "declaratie", "monitoring"),
    matches_bsn=True,
    protects=BESCHERMD,
)
