"""Toegang, on one screen.

A rule stands in `domain/`, a step in `usecases/`, a query in `store/`, a table in `tables/`, a route in `api/`.
The events it publishes are listed here and declared in `shared/gebeurtenissen/toegang.py`; it hears none.
"""

from pathlib import Path

from chassis.service import Service, Tick
from gebeurtenissen import (
    AANVRAAG_INGEDIEND,
    AFWEGING_VASTGELEGD,
    BESCHIKKING_AFGEGEVEN,
    BESCHIKKING_BEEINDIGD,
    BEZWAAR_BESLOTEN,
    BEZWAAR_INGEDIEND,
    BEZWAAR_VERDAAGD,
    CLIENT_VERTROKKEN,
    DOEL_VASTGELEGD,
    DOEL_VERWIJDERD,
    EVALUATIE_VASTGELEGD,
    HUISHOUDEN_GEWIJZIGD,
    INDICATIE_LOOPT_AF,
    MELDING_BEVESTIGD,
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    PERSOON_GEWIJZIGD,
    PLAN_AFGESLOTEN,
    PLAN_GEMAAKT,
    PLAN_OVERGEGAAN,
    PLAN_VASTGESTELD,
    SIGNAAL_GEREGISTREERD,
    TERMIJN_HERVAT,
    TERMIJN_OPGESCHORT,
    VERVOLG_BEPAALD,
    ZAAK_GESLOTEN,
    ZRM_GEMETEN,
)
from toegang.api import (
    afwegingen,
    beschikkingen,
    bezwaren,
    clienten,
    evaluaties,
    huishoudens,
    indicaties,
    inkoopmodellen,
    meldingen,
    plannen,
    sociale_basis,
    termijnen,
)
from toegang.tables import Base
from toegang.usecases.kondig_einde_aan import kondig_einde_aan

EEN_UUR = 3600

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
        termijnen.router,
        clienten.router,
        sociale_basis.router,
        afwegingen.router,
        huishoudens.router,
        plannen.router,
        evaluaties.router,
        indicaties.router,
        inkoopmodellen.router,
    ),
    publishes=(
        MELDING_GEREGISTREERD,
        MELDING_BEVESTIGD,
        ONDERZOEK_AFGEROND,
        AANVRAAG_INGEDIEND,
        TERMIJN_OPGESCHORT,
        TERMIJN_HERVAT,
        BESCHIKKING_AFGEGEVEN,
        BESCHIKKING_BEEINDIGD,
        BEZWAAR_INGEDIEND,
        BEZWAAR_VERDAAGD,
        BEZWAAR_BESLOTEN,
        ZAAK_GESLOTEN,
        PERSOON_GEWIJZIGD,
        SIGNAAL_GEREGISTREERD,
        AFWEGING_VASTGELEGD,
        PLAN_VASTGESTELD,
        EVALUATIE_VASTGELEGD,
        INDICATIE_LOOPT_AF,
        VERVOLG_BEPAALD,
        PLAN_GEMAAKT,
        PLAN_OVERGEGAAN,
        PLAN_AFGESLOTEN,
        DOEL_VASTGELEGD,
        DOEL_VERWIJDERD,
        ZRM_GEMETEN,
        HUISHOUDEN_GEWIJZIGD,
        CLIENT_VERTROKKEN,
    ),
    peers=("toewijzing",),
    ticks=(Tick("indicaties die aflopen", EEN_UUR, kondig_einde_aan),),
)
