"""What people see in a browser: coming in, the shell of a page, and pages that act through the public APIs.

It knows no service, only the contracts of their APIs; the service that has the pages gives it its tables, the names
that codes stand for, and pages of its own.
"""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.staticfiles import StaticFiles

from chassis.service import Room
from werkplek import schil
from werkplek.aanmelden import add_aanmelden
from werkplek.bladen import geef_bestand, toon_kaart, toon_lijst
from werkplek.deur import Aanvraag, add_blad
from werkplek.formulier import naam_van, toon_formulier, voer_uit
from werkplek.inhoud import (
    aanbieder,
    berichten,
    betalen,
    clienten,
    declaraties,
    declareren,
    langs_ggk,
    logboek,
    vastgelopen,
    vernietigen,
    wachtend,
    zaken,
)
from werkplek.op_bsn import toon_zoek, zoek
from werkplek.rollen import rol_van
from werkplek.schil import Groep, Plek, plek_van
from werkplek.vorm import Bestand, Handeling, Kaart, Lijst, Namen, Onderdeel, ZoekOpBsn

STATIC = Path(__file__).parent / "static"
OVERAL: tuple[Onderdeel, ...] = (
    *betalen.ONDERDELEN,
    *vernietigen.ONDERDELEN,
    *zaken.ONDERDELEN,
    *logboek.ONDERDELEN,
    *clienten.ONDERDELEN,
    *declaraties.ONDERDELEN,
    *aanbieder.ONDERDELEN,
    *berichten.ONDERDELEN,
    wachtend.WACHTEND,
    *wachtend.HERVATTEN.values(),
)
WERK = (
    Plek("Uw werk", aanbieder.BLAD, clienten.LEVERT),
    Plek("Cliënten", clienten.BLAD, clienten.LEVERT),
    Plek("Declareren", declareren.BLAD, clienten.LEVERT),
    plek_van(berichten.BERICHTEN),
    plek_van(declaraties.DECLARATIES),
    plek_van(declaraties.BETAALD),
    plek_van(aanbieder.PLANDELEN),
    plek_van(zaken.TERMIJNEN),
    plek_van(zaken.ZAKEN),
    plek_van(zaken.TOESTEMMINGEN),
    plek_van(betalen.POSTEN),
    plek_van(betalen.RUNS),
    plek_van(wachtend.WACHTEND),
    Plek("Vastgelopen", vastgelopen.BLAD, vastgelopen.BEHEERT),
    Plek("Vernietigen", vernietigen.BLAD, vernietigen.VERNIETIGT),
    plek_van(vernietigen.VERNIETIGINGEN),
    plek_van(logboek.ZOEK),
)
"""In the order of the menu."""


def add_werkplek(
    app: FastAPI,
    menu: Iterable[Groep],
    namen: Callable[[Room], Awaitable[Namen]],
    eigen: Iterable[Onderdeel] = (),
    plekken: Iterable[Plek] = (),
) -> None:
    """Give the app all of it: groups in its menu, what codes stand for, and pages of its own with their places."""
    met_ggk = langs_ggk.DIENST in app.state.room.service.peers
    if met_ggk:
        plekken = (*plekken, plek_van(langs_ggk.GGK))
    app.state.menu = (*menu, Groep("Werk", (*WERK, *plekken)))
    app.state.namen = namen
    app.mount("/werkplek/static", StaticFiles(directory=STATIC))
    add_aanmelden(app)
    add_blad(app, "/werkplek", _begin, None)
    add_blad(app, vastgelopen.BLAD, vastgelopen.toon, vastgelopen.BEHEERT)
    add_blad(app, vastgelopen.BLAD, vastgelopen.doe, vastgelopen.BEHEERT, ("POST",))
    add_blad(app, vernietigen.BLAD, vernietigen.toon_voorstel, vernietigen.VERNIETIGT)
    add_blad(app, aanbieder.BLAD, aanbieder.toon, clienten.LEVERT)
    add_blad(app, clienten.BLAD, clienten.toon, clienten.LEVERT)
    add_blad(app, berichten.BLAD, berichten.toon, clienten.LEVERT)
    add_blad(app, declareren.BLAD, declareren.toon, clienten.LEVERT)
    add_blad(app, declareren.BLAD, declareren.doe, clienten.LEVERT, ("POST",))
    add_blad(app, declareren.UPLOAD, declareren.toon_upload, clienten.LEVERT)
    add_blad(app, declareren.UPLOAD, declareren.upload, clienten.LEVERT, ("POST",))
    add_blad(app, vernietigen.BLAD, vernietigen.besluit, vernietigen.VERNIETIGT, ("POST",))
    onderdelen: list[Onderdeel] = [*eigen, *OVERAL, *(langs_ggk.ONDERDELEN if met_ggk else ())]
    alle = list(_uitgeschreven(onderdelen))
    gedaan = {naam_van(each): each.gedaan for each in alle if isinstance(each, Handeling)}
    app.state.gedaan = {**gedaan, "declareren": declareren.GEDAAN}
    # An address with fewer names in it goes first: `nieuw` is no id.
    for each in sorted(alle, key=lambda each: each.blad.count("{")):
        _add(app, each)


def _uitgeschreven(onderdelen: Iterable[Onderdeel]) -> Iterable[Onderdeel]:
    """All of them, with what is within a card."""
    for each in onderdelen:
        yield each
        if isinstance(each, Kaart):
            yield from each.handelingen
            yield from each.bestanden


def _add(app: FastAPI, each: Onderdeel) -> None:
    match each:
        case Lijst():
            add_blad(app, each.blad, partial(toon_lijst, each), each.recht)
        case Kaart():
            add_blad(app, each.blad, partial(toon_kaart, each), each.recht)
        case Bestand():
            add_blad(app, each.blad, partial(geef_bestand, each), each.recht)
        case Handeling():
            add_blad(app, each.blad, partial(toon_formulier, each), each.recht)
            add_blad(app, each.blad, partial(voer_uit, each), each.recht, ("POST",))
        case ZoekOpBsn():
            add_blad(app, each.blad, partial(toon_zoek, each), each.recht)
            add_blad(app, each.blad, partial(zoek, each), each.recht, ("POST",))


async def _begin(aanvraag: Aanvraag) -> Response:
    """To where somebody's day begins."""
    rol = rol_van(aanvraag.bezoeker.caller)
    return schil.door("/dashboard" if rol is None else rol.begin)
