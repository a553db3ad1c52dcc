"""The pages: read the choice, make the tables, show them. A choice that makes no sense is told on the page itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fastapi import Request, Response

from bladen import MEDIA_TYPES
from chassis.clock import local_date
from chassis.files import attachment
from chassis.problems import Problem, not_found
from chassis.service import Room
from chassis.tokens import Caller
from monitoring import grafiek, kaart
from monitoring.dashboard.aanblik import aanblik
from monitoring.dashboard.lengte import Vertoning, vertoon
from monitoring.dashboard.paginas import AANBIEDER, KETEN, NIET_OP_HET_BLAD, PAGINAS, Pagina
from monitoring.dashboard.startbladen import STARTBLADEN
from monitoring.dashboard.weergave import ONGELDIG, Keuze, basis, fout, lees, render
from monitoring.domain.rapport import Rapport
from monitoring.domain.stoplicht import PIJLERTITELS
from monitoring.grafiek import Getekend
from monitoring.opmaak import Namen
from monitoring.rapporten import RAPPORTEN
from monitoring.rapporten.aanbieders import kwartaal_van, model_van
from monitoring.rapporten.vraag import Vraag
from monitoring.rechten import zichtbaar
from monitoring.store import leesmodel
from monitoring.usecases.lees_diensten import lees_diensten
from monitoring.usecases.lees_rapport import als_bestand, lees_rapport


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
    algemeen, namen = await basis(room, request, caller, blad)
    try:
        keuze = lees(room, request, caller)
        async with room.work(writes=False) as work:
            rapporten = [
                await lees_rapport(work, naam, keuze.selectie, _kolom_van(keuze, naam)) for naam in blad.rapporten
            ]
            op_naam = {each.naam: each for each in rapporten}
            ruim = zichtbaar(caller, None)
            gezien = await aanblik(work, keuze.selectie, namen, ruim, blad.tegels, blad.seinen, op_naam)
    except ONGELDIG as geweigerd:
        return fout(algemeen, geweigerd)
    grafieken = await _grafieken(rapporten, namen)
    eigen = {"keuze": keuze, "rapporten": rapporten, "grafieken": grafieken, "voorlopig": _voorlopig(rapporten)}
    eigen |= {"vraag": keuze.query(sorteer=None), "gezien": gezien}
    eigen["kaarten"] = {each.naam: kaart.teken(each, namen.toon) for each in rapporten}
    eigen["vertoningen"] = {each.naam: _vertoning(each, namen, keuze) for each in rapporten}
    return render("pagina.html", {**algemeen, **eigen})


def _vertoning(rapport: Rapport, namen: Namen, keuze: Keuze) -> Vertoning:
    zoek = keuze.zoek if keuze.tabel == rapport.naam else ""
    gesorteerd = _kolom_van(keuze, rapport.naam) is not None
    return vertoon(rapport, namen, alle=keuze.alle, zoek=zoek, gesorteerd=gesorteerd)


async def start(room: Room, request: Request, caller: Caller) -> Response:
    """The page of a role to begin with."""
    rol = request.path_params["rol"]
    if rol not in STARTBLADEN:
        raise not_found("deze startpagina")
    blad = STARTBLADEN[rol]
    algemeen, namen = await basis(room, request, caller, Pagina("start", blad.titel, blad.uitleg, ()))
    try:
        keuze = lees(room, request, caller)
        async with room.work(writes=False) as work:
            ruim = zichtbaar(caller, None)
            gezien = await aanblik(work, keuze.selectie, namen, ruim, blad.tegels, blad.seinen, {})
    except ONGELDIG as geweigerd:
        return fout(algemeen, geweigerd)
    eigen = {"keuze": keuze, "vraag": keuze.query(sorteer=None), "blad": blad, "gezien": gezien}
    eigen["startbladen"] = STARTBLADEN
    return render("start.html", {**algemeen, **eigen})


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
    algemeen, _ = await basis(room, request, caller, blad)
    try:
        keuze = lees(room, request, caller)
        jaar, nummer = _kwartaal(kwartaal, local_date(room.clock()))
        van, tot = kwartaal_van(jaar, nummer)
        selectie = keuze.selectie.maanden(van, tot)
        async with room.work(writes=False) as work:
            rapporten = [await lees_rapport(work, naam, selectie) for naam in blad.rapporten]
            model = await model_van(Vraag(work, selectie))
    except ONGELDIG as geweigerd:
        return fout(algemeen, geweigerd)
    vragen = model.plan.evaluatievragen if model else ()
    eigen = {"keuze": replace(keuze, selectie=selectie), "rapporten": rapporten, "jaar": jaar, "kwartaal": nummer}
    eigen |= {"pijlers": PIJLERTITELS, "vragen": vragen, "voorlopig": _voorlopig(rapporten)}
    return render("gespreksblad.html", {**algemeen, **eigen})


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
    algemeen, _ = await basis(room, request, caller, blad)
    eigen = {"diensten": gevonden, "verouderd": verouderd, "nu": room.clock()}
    return render("diensten.html", {**algemeen, **eigen})


async def bestand(room: Room, request: Request, caller: Caller) -> Response:
    """One table as CSV or XLSX, with the choice and the order of the page."""
    naam, vorm = request.path_params["naam"], request.path_params["vorm"]
    if vorm not in MEDIA_TYPES:
        raise not_found("deze vorm")
    algemeen, namen = await basis(room, request, caller, KETEN)
    try:
        keuze = lees(room, request, caller)
        if naam not in RAPPORTEN:
            raise not_found("dit rapport")
        async with room.work(writes=False) as work:
            rapport = await lees_rapport(work, naam, keuze.selectie, _kolom_van(keuze, naam))
    except ONGELDIG as geweigerd:
        return fout(algemeen, geweigerd)
    return attachment(als_bestand(vorm, rapport, namen.aanbieders, room.clock()), MEDIA_TYPES[vorm], f"{naam}.{vorm}")


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
