"""The routes of the dashboards, and who may look."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

from chassis.problems import not_found
from chassis.service import Room
from chassis.tokens import Caller
from monitoring.dashboard import aanbieders, kwesties, rapportages
from monitoring.dashboard.bladen import aanbieder, bestand, diensten, gespreksblad, pagina, start
from monitoring.dashboard.paginas import PAGINAS
from monitoring.dashboard.weergave import lees_namen
from monitoring.dashboard.zaken import openstaand, zaak, zaken
from monitoring.rechten import reads
from werkplek import add_werkplek
from werkplek.deur import Aanvraag, add_blad
from werkplek.schil import Groep, Plek, plek_van

STATIC = Path(__file__).parent.parent / "static"
Blad = Callable[[Room, Request, Caller], Awaitable[Response]]
BLADEN: dict[str, Blad] = {
    "/dashboard": pagina,
    "/dashboard/diensten": diensten,
    "/dashboard/tabel/{naam}/{vorm}": bestand,
    "/dashboard/aanbieder/{agb}": aanbieder,
    "/dashboard/aanbieder/{agb}/gespreksblad": gespreksblad,
    "/dashboard/start/{rol}": start,
    "/dashboard/zaken": zaken,
    "/dashboard/zaak/{soort}/{sleutel}": zaak,
    "/dashboard/openstaand/{soort}": openstaand,
    "/dashboard/{pagina}": pagina,
}
"""By address; the first that fits answers."""
CIJFERS = Groep(
    "Cijfers",
    (
        *(Plek(each.titel, f"/dashboard/{naam}", reads, houdt_keuze=True) for naam, each in PAGINAS.items()),
        Plek("Diensten", "/dashboard/diensten", reads),
    ),
)

WERK = tuple(
    map(plek_van, (kwesties.KWESTIES, rapportages.RAPPORTAGES, aanbieders.AANBIEDERS, aanbieders.EIGEN_MAATREGELEN))
)


def add_pages(app: FastAPI) -> None:
    """Give the app its pages: the werkplek, and the dashboards for who reads figures."""
    add_werkplek(
        app, (CIJFERS,), lees_namen, (*kwesties.ONDERDELEN, *rapportages.ONDERDELEN, *aanbieders.ONDERDELEN), WERK
    )
    app.mount("/dashboard/static", StaticFiles(directory=STATIC))
    for path, blad in BLADEN.items():
        add_blad(app, path, partial(_toon, blad), reads)
    for path in ("/dashboard/{rest:path}", "/werkplek/{rest:path}"):
        add_blad(app, path, _nergens, None)


async def _nergens(_aanvraag: Aanvraag) -> Response:
    """An address that is none of ours."""
    raise not_found("deze pagina")


async def _toon(blad: Blad, aanvraag: Aanvraag) -> Response:
    return await blad(aanvraag.room, aanvraag.request, aanvraag.bezoeker.caller)
