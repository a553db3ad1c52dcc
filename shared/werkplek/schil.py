"""The shell around every page: who is signed in, what there is, and how it looks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chassis.identifiers import new_id
from chassis.problems import TITLES, Problem
from chassis.security import Needs
from werkplek.vorm import Lijst, ZoekOpBsn

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Plek:
    """A page in the menu, for who holds the right to it."""

    titel: str
    pad: str
    recht: Needs
    houdt_keuze: bool = False
    """Whether what was chosen on the page before goes along."""


@dataclass(frozen=True)
class Groep:
    """Pages that belong together in the menu."""

    titel: str
    plekken: tuple[Plek, ...]


def plek_van(blad: Lijst | ZoekOpBsn) -> Plek:
    """The place of a page in the menu."""
    return Plek(blad.titel, blad.blad, blad.recht)


def omgeving(*mappen: Path, finalize: Callable[[object], object] | None = None) -> Environment:
    """Templates in these folders, with the shell behind them; what is missing in one is an error."""
    return Environment(
        loader=FileSystemLoader([*mappen, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )


_omgeving = omgeving()


def toon(request: Request, template: str, waarden: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """A page within the shell."""
    inhoud = _omgeving.get_template(template).render({**schil(request), **waarden})
    return HTMLResponse(inhoud, status_code=status)


def schil(request: Request) -> dict[str, object]:
    """What the shell shows around every page."""
    app: FastAPI = request.app
    bezoeker = getattr(request.state, "bezoeker", None)
    rechten = frozenset() if bezoeker is None else bezoeker.caller.rights
    menu = [(groep.titel, [each for each in groep.plekken if each.recht.held_by(rechten)]) for groep in app.state.menu]
    return {
        "root": request.scope.get("root_path", ""),
        "plek": request.url.path.removeprefix(str(request.scope.get("root_path", ""))),
        "bezoeker": bezoeker,
        "menu": [(titel, plekken) for titel, plekken in menu if plekken],
        "vraag": "",
        "sleutel": new_id,
        "uitleg": "",
    }


def door(naar: str) -> RedirectResponse:
    """To another page of ours, after something was done: reading that again does nothing again."""
    return RedirectResponse(naar, status_code=303)


def foutpagina(request: Request, problem: Problem) -> HTMLResponse:
    """What went wrong and what to do, in plain Dutch."""
    genoemd = problem.more.get("invalidParams")
    params = genoemd if isinstance(genoemd, list) else []
    waarden = {"titel": TITLES.get(problem.status, "Dit lukte niet"), "fout": problem.detail, "params": params}
    page = toon(request, "fout_schil.html", waarden, status=problem.status)
    page.headers.update(problem.headers)
    return page


def sessie_voorbij(request: Request, adres: str, *, bewaard: bool) -> HTMLResponse:
    """Somebody filled in a form for longer than a session lasts: what was typed is kept, and where to go on."""
    waarden = {"titel": "Meld u opnieuw aan", "adres": adres, "bewaard": bewaard}
    return toon(request, "sessie_voorbij.html", waarden, status=401)
