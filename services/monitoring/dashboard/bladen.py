"""The pages: read the choice, make the tables, show them. A choice that makes no sense is told on the page itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from bladen import MEDIA_TYPES
from chassis.clock import local_date
from chassis.files import attachment
from chassis.problems import Problem, not_found, problem_of
from chassis.service import Room
from chassis.tokens import Caller
from monitoring import grafiek, opmaak
from monitoring.bodies.keten import Filter
from monitoring.dashboard.paginas import AANBIEDER, KETEN, NIET_OP_HET_BLAD, PAGINAS, Pagina
from monitoring.domain.rapport import Rapport
from monitoring.domain.selectie import Selectie
from monitoring.domain.stoplicht import PIJLERTITELS
from monitoring.grafiek import Getekend
from monitoring.opmaak import Namen
from monitoring.rapporten import RAPPORTEN
from monitoring.rapporten.aanbieders import kwartaal_van, model_van
from monitoring.rapporten.vraag import Vraag
from monitoring.rechten import kies_voor
from monitoring.store import contracten as store_contracten
from monitoring.store import leesmodel
from monitoring.usecases.lees_diensten import lees_diensten
from monitoring.usecases.lees_keten import inkoopmodellen
from monitoring.usecases.lees_rapport import afgelopen_jaar, als_bestand, lees_rapport
from weigering import Weigering
from werkplek.schil import omgeving, schil
from wetten import Wet

FOUT_FILTER = "Dit filter klopt niet. Kies een gemeente en een product uit de lijst, en schrijf een maand als 2026-01."
ONGELDIG = (ValidationError, Problem, Weigering)
"""A choice that makes no sense, or that the caller may not make."""

_environment = omgeving(Path(__file__).parent.parent / "templates", finalize=opmaak.op_de_pagina)
_environment.globals["wetten"] = tuple(Wet)
_environment.filters.update(
    {each.__name__: each for each in (opmaak.aantal, opmaak.bronnen, opmaak.moment, opmaak.maand)}
)


@dataclass(frozen=True)
class Keuze:
    """What somebody chose: the filter, the months that are shown, and the column that a table is sorted by."""

    filter: Filter
    selectie: Selectie
    sorteer: str | None

    def query(self, **anders: str | None) -> str:
        """The choice as the end of an address, with these fields changed or left out."""
        velden: dict[str, str | None] = {**self.filter.model_dump(), "sorteer": self.sorteer}
        gekozen = {naam: waarde for naam, waarde in {**velden, **anders}.items() if waarde}
        return f"?{urlencode(gekozen)}" if gekozen else ""


def _lees(room: Room, request: Request, caller: Caller) -> Keuze:
    """The choice in the address. Raises one of ONGELDIG."""
    # A form without JavaScript sends its empty fields along: empty is not chosen.
    velden = {naam: waarde for naam, waarde in request.query_params.items() if waarde}
    velden.pop("kwartaal", None)
    sorteer = velden.pop("sorteer", None)
    gekozen = Filter.model_validate(velden)
    with_agb = gekozen.model_copy(update={"aanbieder": request.path_params.get("agb", gekozen.aanbieder)})
    selectie = kies_voor(caller, Filter.model_validate(with_agb.model_dump()))
    vandaag = local_date(room.clock())
    return Keuze(gekozen, afgelopen_jaar(selectie, vandaag), sorteer)


async def pagina(room: Room, request: Request, caller: Caller) -> Response:
    """One of the pages of the menu."""
    naam = request.path_params.get("pagina", KETEN.naam)
    if naam not in PAGINAS:
        raise not_found("deze pagina")
    return await _toon(room, request, caller, PAGINAS[naam])


async def aanbieder(room: Room, request: Request, caller: Caller) -> Response:
    """Everything about one provider."""
    return await _toon(room, request, caller, AANBIEDER)


async def _toon(room: Room, request: Request, caller: Caller, blad: Pagina) -> Response:
    basis, namen = await _basis(room, request, caller, blad)
    try:
        keuze = _lees(room, request, caller)
        async with room.work(writes=False) as work:
            rapporten = [
                await lees_rapport(work, naam, keuze.selectie, _kolom_van(keuze, naam)) for naam in blad.rapporten
            ]
    except ONGELDIG as fout:
        return _fout(basis, fout)
    grafieken = await _grafieken(rapporten, namen)
    eigen = {
        "keuze": keuze,
        "vraag": keuze.query(sorteer=None),
        "rapporten": rapporten,
        "grafieken": grafieken,
        "voorlopig": _voorlopig(rapporten),
    }
    return _render("pagina.html", {**basis, **eigen})


def _kolom_van(keuze: Keuze, naam: str) -> str | None:
    """The column of this table that the page is sorted by: `tabel.kolom`, with - before it from high to low."""
    if keuze.sorteer is None:
        return None
    rapport, _, kolom = keuze.sorteer.removeprefix("-").partition(".")
    return ("-" if keuze.sorteer.startswith("-") else "") + kolom if rapport == naam else None


async def gespreksblad(room: Room, request: Request, caller: Caller) -> Response:
    """The conversation sheet of a provider and a quarter, in a fixed format, to print (M95, M105)."""
    kwartaal = request.query_params.get("kwartaal")
    besproken = tuple(naam for naam in AANBIEDER.rapporten if naam not in NIET_OP_HET_BLAD)
    blad = replace(AANBIEDER, titel="Gespreksblad aanbieder", rapporten=besproken)
    basis, _ = await _basis(room, request, caller, blad)
    try:
        keuze = _lees(room, request, caller)
        jaar, nummer = _kwartaal(kwartaal, local_date(room.clock()))
        van, tot = kwartaal_van(jaar, nummer)
        selectie = keuze.selectie.maanden(van, tot)
        async with room.work(writes=False) as work:
            rapporten = [await lees_rapport(work, naam, selectie) for naam in blad.rapporten]
            model = await model_van(Vraag(work, selectie))
    except ONGELDIG as fout:
        return _fout(basis, fout)
    vragen = model.plan.evaluatievragen if model else ()
    eigen = {"keuze": replace(keuze, selectie=selectie), "rapporten": rapporten, "jaar": jaar, "kwartaal": nummer}
    eigen |= {"pijlers": PIJLERTITELS, "vragen": vragen, "voorlopig": _voorlopig(rapporten)}
    return _render("gespreksblad.html", {**basis, **eigen})


def _kwartaal(tekst: str | None, vandaag: date) -> tuple[int, int]:
    """Year and quarter, such as 2026-2; without one the last that is over. Raises Problem 400."""
    if tekst is None:
        jaar, nummer = vandaag.year, (vandaag.month - 1) // 3
        return (jaar, nummer) if nummer else (jaar - 1, 4)
    jaartal, _, nummertekst = tekst.partition("-")
    if not (jaartal.isdecimal() and len(jaartal) == 4 and nummertekst in {"1", "2", "3", "4"} and jaartal >= "2015"):
        raise Problem(400, "kwartaal", "Schrijf een kwartaal als 2026-2.")
    return int(jaartal), int(nummertekst)


async def diensten(room: Room, request: Request, caller: Caller) -> Response:
    """The state of the services: what waits to be sent and what could not be handled."""
    blad = Pagina(
        "diensten", "Diensten", "Of elke dienst werkt, wat er nog verstuurd moet worden en wat vastloopt.", ()
    )
    async with room.work(writes=False) as work:
        gevonden, verouderd = await lees_diensten(work), await leesmodel.verouderd(work.session)
    basis, _ = await _basis(room, request, caller, blad)
    eigen = {"diensten": gevonden, "verouderd": verouderd, "nu": room.clock()}
    return _render("diensten.html", {**basis, **eigen})


async def bestand(room: Room, request: Request, caller: Caller) -> Response:
    """One table as CSV or XLSX, with the choice and the order of the page."""
    naam, vorm = request.path_params["naam"], request.path_params["vorm"]
    if vorm not in MEDIA_TYPES:
        raise not_found("deze vorm")
    basis, namen = await _basis(room, request, caller, KETEN)
    try:
        keuze = _lees(room, request, caller)
        if naam not in RAPPORTEN:
            raise not_found("dit rapport")
        async with room.work(writes=False) as work:
            rapport = await lees_rapport(work, naam, keuze.selectie, _kolom_van(keuze, naam))
    except ONGELDIG as fout:
        return _fout(basis, fout)
    return attachment(als_bestand(vorm, rapport, namen.aanbieders, room.clock()), MEDIA_TYPES[vorm], f"{naam}.{vorm}")


async def _basis(room: Room, request: Request, caller: Caller, blad: Pagina) -> tuple[dict[str, object], Namen]:
    """What every page needs, also the one that says that a choice makes no sense; and what codes stand for."""
    namen = await lees_namen(room)
    agb = request.path_params.get("agb")
    return {
        **schil(request),
        "pagina": blad if agb is None else replace(blad, titel=f"{blad.titel} {namen.aanbieder(agb)}"),
        "adres": request.url.path,
        "agb": agb,
        "namen": namen,
        "gemeenten": {code: naam for code, naam in namen.gemeenten.items() if caller.serves(code)},
        "keuze": Keuze(Filter(), Selectie(), None),  # what makes no sense is never shown again: it could hold anything
    }, namen


async def _grafieken(rapporten: list[Rapport], namen: Namen) -> Mapping[str, Getekend | None]:
    """Per table its chart; drawn in a thread, since other requests go on meanwhile."""
    labels = [grafiek.labels(rapport, namen.toon) for rapport in rapporten]
    getekend = [
        await asyncio.to_thread(grafiek.teken, rapport, rij) for rapport, rij in zip(rapporten, labels, strict=True)
    ]
    return {rapport.naam: each for rapport, each in zip(rapporten, getekend, strict=True)}


def _voorlopig(rapporten: list[Rapport]) -> list[str]:
    """Which months are not complete, each said once for a whole page."""
    return list(dict.fromkeys(zin for rapport in rapporten for zin in rapport.voorlopig))


def _fout(basis: Mapping[str, object], fout: ValidationError | Problem | Weigering) -> HTMLResponse:
    """The page that tells why a choice makes no sense."""
    if isinstance(fout, ValidationError):
        return _render("fout.html", {**basis, "fout": FOUT_FILTER}, status=400)
    problem = problem_of(fout) if isinstance(fout, Weigering) else fout
    return _render("fout.html", {**basis, "fout": problem.detail}, status=problem.status)


def _render(template: str, values: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    return HTMLResponse(_environment.get_template(template).render(values), status_code=status)


async def lees_namen(room: Room) -> Namen:
    """What codes stand for."""
    async with room.work(writes=False) as work:
        return _namen(await store_contracten.namen(work.session))


def _namen(aanbieders: Mapping[str, str]) -> Namen:
    """Names of municipalities and products, by name, and these of providers."""
    modellen = inkoopmodellen()
    gemeenten = {gemeente.code: gemeente.naam for model in modellen for gemeente in model.gemeenten}
    producten = {product.code: product.naam for model in modellen for product in model.producten}
    return Namen(_op_naam(gemeenten), _op_naam(producten), aanbieders)


def _op_naam(namen: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(namen.items(), key=itemgetter(1)))
