"""Toegang, on one screen.

A rule stands in `domain/`, a step in `usecases/`, a query in `store/`, a table in `tables/`, a route in `api/`,
what it tells in `events.py`.
"""

from pathlib import Path

from betekenis import woorden
from chassis.service import Service
from toegang.api import (
    afwegingen,
    beschikkingen,
    bezwaren,
    brp,
    clienten,
    eigen_bijdragen,
    evaluaties,
    gmsd,
    huishoudens,
    indicaties,
    inkoopmodellen,
    meldingen,
    omzettingen,
    ontslagen,
    overnames,
    pgb,
    plandelen,
    plannen,
    raadplegingen,
    sociale_basis,
    termijnen,
    toestemmingen,
    vernietigingen,
)
from toegang.events import PUBLISHES, SUBSCRIPTIONS, TICKS
from toegang.tables import Base
from toegang.tables.beschermd import BESCHERMD
from toegang.usecases.personen import maak_vindbaar
from verwerkingen import verwerkingen

SERVICE = Service(
    name="toegang",
    title="clientroute toegang",
    about="Van de vraag van een inwoner tot een beschikking.",
    folder=Path(__file__).parent,
    metadata=Base.metadata,
    routers=(
        meldingen.router,
        beschikkingen.router,
        bezwaren.router,
        brp.router,
        termijnen.router,
        clienten.router,
        eigen_bijdragen.clienten,
        eigen_bijdragen.router,
        pgb.router,
        gmsd.router,
        sociale_basis.router,
        raadplegingen.router,
        ontslagen.router,
        afwegingen.router,
        huishoudens.router,
        plannen.router,
        plandelen.router,
        evaluaties.router,
        indicaties.router,
        toestemmingen.router,
        overnames.router,
        omzettingen.router,
        inkoopmodellen.router,
        vernietigingen.clienten,
        vernietigingen.router,
    ),
    words=woorden,
    verwerkingen=verwerkingen("toegang"),
    publishes=PUBLISHES,
    subscriptions=SUBSCRIPTIONS,
    peers=("toewijzing", "declaratie", "monitoring"),
    matches_bsn=True,
    protects=BESCHERMD,
    completes=maak_vindbaar,
    ticks=TICKS,
)
