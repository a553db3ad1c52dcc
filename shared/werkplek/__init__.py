"""What people see in a browser: coming in, the shell of a page, and pages that act through the public APIs.

It knows no service, only the contracts of their APIs; the service that has the pages gives it a menu and its tables.
"""

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

from werkplek.aanmelden import add_aanmelden
from werkplek.deur import Aanvraag, add_blad
from werkplek.rollen import rol_van
from werkplek.schil import Groep

STATIC = Path(__file__).parent / "static"


def add_werkplek(app: FastAPI, *menu: Groep) -> None:
    """Give the app all of it, with these groups in its menu before our own."""
    app.state.menu = menu
    app.mount("/werkplek/static", StaticFiles(directory=STATIC))
    add_aanmelden(app)
    add_blad(app, "/werkplek", _begin, None)


async def _begin(aanvraag: Aanvraag) -> Response:
    """To where somebody's day begins."""
    rol = rol_van(aanvraag.bezoeker.caller)
    return RedirectResponse("/dashboard" if rol is None else rol.begin, status_code=303)
