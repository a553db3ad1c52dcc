"""The routes of the dashboards, and who may look."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

from chassis.problems import Problem
from chassis.service import Room
from chassis.settings import is_loopback
from chassis.tokens import EVERYWHERE, Caller
from monitoring.dashboard.bladen import aanbieder, bestand, diensten, gespreksblad, pagina, start
from monitoring.dashboard.zaken import openstaand, zaak, zaken
from monitoring.rechten import reads

STATIC = Path(__file__).parent.parent / "static"
Blad = Callable[[Room, Request, Caller], Awaitable[Response]]
INGELOGD = "X-Forwarded-Access-Token"
"""In this header a login proxy, such as oauth2-proxy, passes on the access token of who logged in."""
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


def add_dashboard(app: FastAPI) -> None:
    """Give the app its dashboards: open in development, behind a token with scope monitoring or beheer elsewhere."""
    room: Room = app.state.room
    is_open = room.settings.env == "development"
    reader = Depends(_anybody if is_open else reads)
    ingelogd = Depends(_als_token)
    app.mount("/dashboard/static", StaticFiles(directory=STATIC))
    for path, blad in BLADEN.items():
        show = _route(room, blad, reader)
        app.add_api_route(path, show, dependencies=[ingelogd], include_in_schema=False, response_class=Response)


def _route(room: Room, blad: Blad, reader: object) -> Callable[[Request, Caller], Awaitable[Response]]:
    async def show(request: Request, caller: Annotated[Caller, reader]) -> Response:
        return await blad(room, request, caller)

    return show


async def _als_token(request: Request) -> None:
    """What a login proxy passed on counts as the token of the request, unless it has one; it is judged as any other."""
    token = request.headers.get(INGELOGD)
    if token and "Authorization" not in request.headers:
        request.scope["headers"].append((b"authorization", f"Bearer {token}".encode("latin-1")))


async def _anybody(request: Request) -> Caller:
    """Development listens on loopback only: who is on this machine may look. Raises Problem 403.

    A page elsewhere can have its name stand for this machine, and would look along with the browser of who visits it.
    """
    if not is_loopback(request.url.hostname or ""):
        adres = f"http://{request.app.state.room.settings.host}:{request.app.state.room.settings.port}"
        raise Problem(403, "adres", f"Open het dashboard op het adres waarop het luistert: {adres}.")
    return Caller("dashboard", frozenset({"monitoring"}), gemeenten=frozenset({EVERYWHERE}))
