"""What every page shares: the choice in the address, what codes stand for, and how a template is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from chassis.clock import local_date
from chassis.problems import Problem, problem_of
from chassis.service import Room
from chassis.tokens import Caller
from monitoring import opmaak
from monitoring.bodies.keten import Filter
from monitoring.dashboard.links import met_keuze, naar
from monitoring.dashboard.paginas import KETEN, Pagina
from monitoring.dashboard.vonk import vonk
from monitoring.domain.selectie import Selectie
from monitoring.domain.tegel import Tegel, verschil_in_woorden
from monitoring.opmaak import Namen
from monitoring.rechten import kies_voor
from monitoring.store import contracten as store_contracten
from monitoring.usecases.lees_keten import gemeentenamen, productnamen
from monitoring.usecases.lees_rapport import afgelopen_jaar
from weigering import Weigering
from werkplek.opmaak import aantal, dag, maand, moment
from werkplek.schil import omgeving, schil
from wetten import Wet

FOUT_FILTER = "Dit filter klopt niet. Kies een gemeente en een product uit de lijst, en schrijf een maand als 2026-01."
HOOGSTENS = 60
"""Characters of what is looked for."""
ONGELDIG = (ValidationError, Problem, Weigering)
"""A choice that makes no sense, or that the caller may not make."""


def naast_eerder(tegel: Tegel) -> str | None:
    """How a tile differs from a year earlier, in words."""
    return verschil_in_woorden(tegel.soort, tegel.waarde, tegel.eerder)


_environment = omgeving(Path(__file__).parent.parent / "templates", finalize=opmaak.op_de_pagina)
_environment.globals["wetten"] = tuple(Wet)
_environment.filters.update(
    {
        each.__name__: each
        for each in (
            aantal,
            opmaak.bronnen,
            dag,
            opmaak.euro_heel,
            opmaak.in_woorden,
            opmaak.kenmerk_in_woorden,
            opmaak.kort,
            maand,
            moment,
            opmaak.procent,
            met_keuze,
            naar,
            naast_eerder,
            opmaak.zin,
            vonk,
        )
    }
)


@dataclass(frozen=True)
class Keuze:
    """What somebody chose: the filter, the months that are shown, and the column that a table is sorted by."""

    filter: Filter
    selectie: Selectie
    sorteer: str | None
    alle: str | None = None
    """The table of which every row is shown."""
    tabel: str | None = None
    zoek: str = ""
    """What is looked for in the rows of `tabel`."""

    def velden(self) -> list[tuple[str, str]]:
        """The filter and the order as fields of a form."""
        alle = {**self.filter.model_dump(), "sorteer": self.sorteer}
        return [(naam, str(waarde)) for naam, waarde in alle.items() if waarde]

    def query(self, **anders: str | None) -> str:
        """The choice as the end of an address, with these fields changed or left out."""
        velden: dict[str, str | None] = {**self.filter.model_dump(), "sorteer": self.sorteer, "alle": self.alle}
        gekozen = {naam: waarde for naam, waarde in {**velden, **anders}.items() if waarde}
        return f"?{urlencode(gekozen)}" if gekozen else ""


def lees(room: Room, request: Request, caller: Caller) -> Keuze:
    """The choice in the address. Raises one of ONGELDIG."""
    # A form without JavaScript sends its empty fields along: empty is not chosen.
    velden = {naam: waarde for naam, waarde in request.query_params.items() if waarde}
    velden.pop("kwartaal", None)
    sorteer, alle, tabel = (velden.pop(naam, None) for naam in ("sorteer", "alle", "tabel"))
    zoek = velden.pop("zoek", "").strip()[:HOOGSTENS]
    gekozen = Filter.model_validate(velden)
    with_agb = gekozen.model_copy(update={"aanbieder": request.path_params.get("agb", gekozen.aanbieder)})
    selectie = kies_voor(caller, Filter.model_validate(with_agb.model_dump()))
    vandaag = local_date(room.clock())
    return Keuze(gekozen, afgelopen_jaar(selectie, vandaag), sorteer, alle, tabel, zoek)


async def basis(room: Room, request: Request, caller: Caller, blad: Pagina) -> tuple[dict[str, object], Namen]:
    """What every page needs, also the one that says that a choice makes no sense; and what codes stand for."""
    namen = await lees_namen(room)
    agb = request.path_params.get("agb")
    return {
        **schil(request),
        "pagina": blad if agb is None else replace(blad, titel=f"{blad.titel} {namen.aanbieder(agb)}"),
        "adres": request.url.path,
        "hier": request.url.path.partition("/dashboard/")[2] or KETEN.naam,
        "agb": agb,
        "namen": namen,
        "gemeenten": {code: naam for code, naam in namen.gemeenten.items() if caller.serves(code)},
        "keuze": Keuze(Filter(), Selectie(), None),  # what makes no sense is never shown again: it could hold anything
    }, namen


def fout(basis: Mapping[str, object], fout: ValidationError | Problem | Weigering) -> HTMLResponse:
    """The page that tells why a choice makes no sense."""
    if isinstance(fout, ValidationError):
        return render("fout.html", {**basis, "fout": FOUT_FILTER}, status=400)
    problem = problem_of(fout) if isinstance(fout, Weigering) else fout
    return render("fout.html", {**basis, "fout": problem.detail}, status=problem.status)


def render(template: str, values: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """A page made of this template."""
    return HTMLResponse(_environment.get_template(template).render(values), status_code=status)


async def lees_namen(room: Room) -> Namen:
    """What codes stand for."""
    async with room.work(writes=False) as work:
        return _namen(await store_contracten.namen(work.session))


def _namen(aanbieders: Mapping[str, str]) -> Namen:
    """Names of municipalities and products, by name, and these of providers."""
    return Namen(_op_naam(gemeentenamen()), _op_naam(productnamen()), aanbieders)


def _op_naam(namen: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(namen.items(), key=itemgetter(1)))
