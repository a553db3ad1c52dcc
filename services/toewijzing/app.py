"""Toewijzing, on one screen.

A rule stands in `domain/`, a step in `usecases/`, a query in `store.py`, a table in `tables.py`, a route in `api/`,
what it hears and tells in `events.py`. The routes for iWmo messages are those of `shared/berichtenverkeer`.
"""

from pathlib import Path

from berichtenverkeer.api import berichten_router
from chassis.service import Service
from toewijzing.api import contracten, toewijzingen
from toewijzing.events import PUBLISHES, SUBSCRIPTIONS
from toewijzing.tables import Base

SERVICE = Service(
    name="toewijzing",
    title="clientroute toewijzing",
    about="Van beschikking tot levering: contracten, toewijzingen en iWmo 301-320.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(contracten.router, toewijzingen.router, berichten_router({"WMO305"})),
    publishes=PUBLISHES,
    subscriptions=SUBSCRIPTIONS,
    peers=("toegang",),
)
