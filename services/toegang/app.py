"""Toegang, on one screen.

A rule stands in `domain/`, a step in `usecases/`, a query in `store.py`, a table in `tables.py`, a route in `api/`.
The events it publishes are listed here and declared in `shared/gebeurtenissen/toegang.py`; it hears none.
"""

from pathlib import Path

from chassis.service import Service
from gebeurtenissen import BESCHIKKING_AFGEGEVEN, MELDING_GEREGISTREERD, ONDERZOEK_AFGEROND
from toegang.api import beschikkingen, clienten, meldingen
from toegang.tables import Base

SERVICE = Service(
    name="toegang",
    title="clientroute toegang",
    about="Van de vraag van een inwoner tot een beschikking.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(meldingen.router, beschikkingen.router, clienten.router),
    publishes=(MELDING_GEREGISTREERD, ONDERZOEK_AFGEROND, BESCHIKKING_AFGEGEVEN),
)
