"""The dashboard: one page in Dutch that shows the chain. Plain HTML, without JavaScript."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import ValidationError

from chassis.problems import Problem
from chassis.security import needs
from chassis.service import Room
from chassis.tokens import EVERYWHERE, Caller
from monitoring.bodies.keten import Filter
from monitoring.domain.geld import aandeel
from monitoring.opmaak import FILTERS
from monitoring.usecases.lees_diensten import lees_diensten
from monitoring.usecases.lees_keten import inkoopmodellen, kies, lees_keten

FOLDER = Path(__file__).parent
TRAJECTEN = {
    "melding-onderzoek": "Van melding tot het onderzoek klaar is",
    "onderzoek-beschikking": "Van onderzoek tot beschikking",
    "aanvraag-beschikking": "Van aanvraag tot beschikking",
    "beschikking-toewijzing": "Van beschikking tot toewijzing",
    "toewijzing-start": "Van toewijzing tot start van de hulp",
    "declaratie-antwoord": "Van declaratie tot antwoord",
}
FOUT_FILTER = "Dit filter klopt niet. Kies een gemeente uit de lijst en schrijf een maand als 2026-01."

_environment = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(FILTERS)


def add_dashboard(app: FastAPI) -> None:
    """Give the app its dashboard: open in development, behind a token with scope monitoring or beheer elsewhere."""
    room: Room = app.state.room
    is_open = room.settings.env == "development"
    reader = Depends(_anybody) if is_open else Depends(needs("monitoring", "beheer"))

    async def show(request: Request, caller: Annotated[Caller, reader]) -> HTMLResponse:
        return await dashboard(room, request, caller)

    app.add_api_route("/dashboard", show, include_in_schema=False, response_class=HTMLResponse)
    app.mount("/dashboard/static", StaticFiles(directory=FOLDER / "static"))


async def _anybody() -> Caller:
    """Development listens on loopback only: who is on this machine may look."""
    return Caller("dashboard", frozenset({"monitoring"}), gemeenten=frozenset({EVERYWHERE}))


async def dashboard(room: Room, request: Request, caller: Caller) -> HTMLResponse:
    """The page; a filter that makes no sense is told on the page itself, with status 400 or 403."""
    page: dict[str, object] = {
        "root": request.scope.get("root_path", ""),
        "given": Filter(),  # what makes no sense is never shown again: it could hold anything
        "gemeenten": _gemeenten(caller),
    }
    try:
        given = Filter.model_validate(dict(request.query_params))
        selectie = kies(caller, given)
    except ValidationError:
        return _render("fout.html", page | {"fout": FOUT_FILTER}, status=400)
    except Problem as problem:
        return _render("fout.html", page | {"fout": problem.detail}, status=problem.status)
    async with room.work(writes=False) as work:
        diensten = await lees_diensten(work)
        keten = await lees_keten(work, selectie)
    numbers = {
        "given": given,
        "nu": room.clock(),
        "keten": keten,
        "afgewezen_deel": aandeel(keten.prestaties.afgewezen, keten.prestaties.ontvangen),
        "diensten": diensten,
        "trajecten": TRAJECTEN,
        "producten": _producten(),
    }
    return _render("dashboard.html", page | numbers)


def _render(template: str, values: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    return HTMLResponse(_environment.get_template(template).render(values), status_code=status)


def _gemeenten(caller: Caller) -> dict[str, str]:
    """Name by code of the municipalities that the caller may choose, by name."""
    alle = {gemeente.code: gemeente.naam for model in inkoopmodellen() for gemeente in model.gemeenten}
    return dict(sorted(((code, naam) for code, naam in alle.items() if caller.serves(code)), key=lambda each: each[1]))


def _producten() -> dict[tuple[str, str], str]:
    """Name by inkoopmodel and code."""
    return {(model.naam, product.code): product.naam for model in inkoopmodellen() for product in model.producten}
