"""Monitoring, on one screen.

A sum or percentile stands in `domain/`, a query in `store.py`, a table in `tables.py`, a handler in `events.py`,
a route in `api/`, the page in `dashboard.py`. It hears every event of the chain and tells none.
"""

from pathlib import Path

from chassis.service import Service
from monitoring.api import keten
from monitoring.dashboard import add_dashboard
from monitoring.events import SUBSCRIPTIONS
from monitoring.tables import Base

SERVICE = Service(
    name="monitoring",
    title="clientroute monitoring",
    about="De keten in cijfers: stappen, doorlooptijden, declaraties, budget en de stand van de diensten.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(keten.router,),
    subscriptions=SUBSCRIPTIONS,
    peers=("toegang", "toewijzing", "declaratie"),
    pages=(add_dashboard,),
)
