"""Toewijzing, on one screen.

A rule stands in `domain/`, a step in `usecases/`, a query in `store/`, a table in `tables/`, a route in `api/`,
what it hears and tells in `events.py`. The routes for iWmo messages are those of `shared/berichtenverkeer`.
"""

from pathlib import Path

from berichtenverkeer import webhooks_api
from berichtenverkeer.api import berichten_router
from berichtenverkeer.contract import message_schemas
from chassis.service import Service
from toewijzing.api import (
    aanbieders,
    contractbestand,
    contracten,
    inzicht,
    termijnen,
    toets,
    toewijzingen,
    verzoeken,
    wachtlijst,
    wijzigingen,
)
from toewijzing.events import PUBLISHES, SUBSCRIPTIONS, TICKS
from toewijzing.tables import Base
from toewijzing.usecases.persoon import vraag_vooruit

ONTVANGT = frozenset({"WMO302", "WMO305", "WMO307", "WMO315", "WMO317", "WMO320"})
VERZENDT = frozenset({"WMO301", "WMO319"})
"""The messages that providers send to this service, and those it begins with itself."""

SERVICE = Service(
    name="toewijzing",
    title="clientroute toewijzing",
    about="Van beschikking tot levering: contracten, toewijzingen en iWmo 301-320.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(
        aanbieders.router,
        contractbestand.router,
        contracten.router,
        toets.router,
        toewijzingen.router,
        wachtlijst.router,
        inzicht.router,
        wijzigingen.router,
        verzoeken.router,
        termijnen.router,
        berichten_router(ONTVANGT, VERZENDT),
        webhooks_api.router,
    ),
    schemas=message_schemas(ONTVANGT | VERZENDT),
    publishes=PUBLISHES,
    subscriptions=SUBSCRIPTIONS,
    before_delivery=vraag_vooruit,
    ticks=TICKS,
    peers=("toegang",),
)
