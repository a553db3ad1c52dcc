"""Shows lists and cards, and gives files: every page of `vorm` but the forms, which are in `formulier`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Response

from chassis.files import attachment
from chassis.problems import not_found
from werkplek import diensten, opmaak, schil
from werkplek.clientnamen import noem_clienten
from werkplek.deur import Aanvraag
from werkplek.vorm import Bestand, Bij, Bron, Ding, Handeling, Kaart, Lijst, Soort, Tabel, Waarde

GEDAAN = "gedaan"
"""In the address of a page: what was just done, by the address of its form."""
STIJL: Mapping[Soort, str] = {"getal": "getal", "euro": "getal", "datum": "heel", "moment": "heel", "iban": "heel"}
"""How a kind of value is set in a table."""


@dataclass(frozen=True)
class Knop:
    """Something that can be done here: a link to its form, or a button when it asks nothing."""

    handeling: Handeling
    adres: str


@dataclass(frozen=True)
class Cel:
    """A value in a table or a card, and how it is set: as a figure, or on one line."""

    tekst: str
    stijl: str


@dataclass(frozen=True)
class Rij:
    """A row: its values, where it leads, and what can be done with it."""

    cellen: Sequence[Cel]
    naar: str | None
    knoppen: Sequence[Knop]


@dataclass(frozen=True)
class Getoond:
    """A table as a page shows it."""

    tabel: Tabel
    rijen: Sequence[Rij]
    verder: str | None
    """The cursor of the next rows."""

    @property
    def heeft_knoppen(self) -> bool:
        """Whether anything can be done with a row."""
        return any(rij.knoppen for rij in self.rijen)


async def toon_lijst(lijst: Lijst, aanvraag: Aanvraag) -> Response:
    """A page with a table."""
    query = {naam: waarde for naam, waarde in aanvraag.request.query_params.items() if waarde}
    bij = await bij_van(aanvraag, {})
    zoek = {each.pad: query[each.pad] for each in lijst.zoek if each.pad in query}
    eigen = {"agb": aanvraag.bezoeker.caller.agb or ""}  # of a provider, whose lists are its own
    plek = eigen | aanvraag.request.path_params
    eerste, *andere = lijst.tabellen
    getoond = [await toon_tabel(aanvraag, bij, eerste, plek, zoek, query.get("cursor"))]
    getoond += [await toon_tabel(aanvraag, bij, each, plek, {}, None) for each in andere]
    waarden = {
        "titel": lijst.titel,
        "uitleg": lijst.uitleg,
        "getoond": getoond,
        "zoek": [(each, each.keuzes(bij) if each.keuzes else None, zoek.get(each.pad, "")) for each in lijst.zoek],
        "gezocht": "".join(f"&{naam}={waarde}" for naam, waarde in zoek.items()),
        "knoppen": knoppen(aanvraag, lijst.handelingen, {}, {}),
        "ook": [(each, diensten.ingevuld(each.naar, plek)) for each in lijst.ook if aanvraag.mag(each.recht)],
        "gedaan": _gedaan(aanvraag),
    }
    return schil.toon(aanvraag.request, "lijst.html", waarden)


async def toon_kaart(kaart: Kaart, aanvraag: Aanvraag) -> Response:
    """A page about one thing."""
    plek = aanvraag.request.path_params
    ding = await lees_ding(aanvraag, kaart.bron, plek)
    bij = await bij_van(aanvraag, ding)
    plek = {**_kort(ding), **plek}
    zichtbaar = [each for each in kaart.tabellen if each.recht is None or aanvraag.mag(each.recht)]
    getoond = [await toon_tabel(aanvraag, bij, each, plek, {}, None) for each in zichtbaar]
    waarden = {
        "titel": kaart.titel(bij),
        "waarden": list(zip(kaart.waarden, cellen(kaart.waarden, ding, bij), strict=True)),
        "getoond": getoond,
        "terug": kaart.terug,
        "knoppen": knoppen(aanvraag, kaart.handelingen, ding, plek),
        "bestanden": [
            (each, diensten.ingevuld(each.blad, plek))
            for each in kaart.bestanden
            if aanvraag.mag(each.recht) and (each.als is None or each.als(ding))
        ],
        "verwijzingen": [
            (each, diensten.ingevuld(each.naar, plek)) for each in kaart.verwijzingen if aanvraag.mag(each.recht)
        ],
        "gedaan": _gedaan(aanvraag),
    }
    return schil.toon(aanvraag.request, "kaart.html", waarden)


async def geef_bestand(bestand: Bestand, aanvraag: Aanvraag) -> Response:
    """A file to keep."""
    plek = aanvraag.request.path_params
    answer = await diensten.uit(aanvraag, bestand.bron, plek)
    return attachment(answer.content, answer.headers["content-type"], bestand.naam)


async def lees_ding(aanvraag: Aanvraag, bron: Bron, plek: Mapping[str, str]) -> Ding:
    """One thing of a service. Raises Problem when it is refused."""
    answer = await diensten.uit(aanvraag, bron, plek)
    gevonden = diensten.json_van(answer)
    if not isinstance(gevonden, dict):
        raise not_found("deze pagina")
    return gevonden


def _kort(ding: Ding) -> dict[str, str]:
    """Of a thing what fits in an address."""
    return {naam: each for naam, each in ding.items() if isinstance(each, str)}


async def bij_van(aanvraag: Aanvraag, ding: Ding) -> Bij:
    """Who looks, at what, and what codes stand for."""
    namen = await aanvraag.request.app.state.namen(aanvraag.room)
    return Bij(aanvraag.bezoeker.caller, namen, ding)


def cellen(kolommen: Iterable[Waarde], ding: Ding, bij: Bij) -> list[Cel]:
    """The values of a thing, in words."""
    return [
        Cel(opmaak.toon(opmaak.lees(ding, each.pad), each, bij.namen), STIJL.get(each.soort, "")) for each in kolommen
    ]


def knoppen(aanvraag: Aanvraag, handelingen: Iterable[Handeling], ding: Ding, plek: Ding) -> list[Knop]:
    """What who looks may do with a thing now; `plek` fills the addresses."""
    return [
        Knop(each, diensten.ingevuld(each.blad, plek))
        for each in handelingen
        if aanvraag.mag(each.recht) and (each.als is None or each.als(ding))
    ]


async def toon_tabel(
    aanvraag: Aanvraag, bij: Bij, tabel: Tabel, plek: Ding, zoek: Mapping[str, str], cursor: str | None
) -> Getoond:
    """A table with its rows. Raises Problem when its source refuses."""
    dingen, verder = await _dingen(aanvraag, bij.ding, tabel, plek, zoek, cursor)
    if tabel.client is not None:
        dingen = await noem_clienten(aanvraag, dingen, tabel.client)
    rijen: list[Rij] = []
    for each in dingen:
        waarden = {**plek, **each}
        naar = None if tabel.naar is None else diensten.ingevuld(tabel.naar, waarden)
        rijen.append(Rij(cellen(tabel.kolommen, each, bij), naar, knoppen(aanvraag, tabel.per_rij, each, waarden)))
    return Getoond(tabel, rijen, verder)


async def _dingen(
    aanvraag: Aanvraag, ding: Ding, tabel: Tabel, plek: Ding, zoek: Mapping[str, str], cursor: str | None
) -> tuple[list[Ding], str | None]:
    """The things of a table, and the cursor of those after them."""
    if isinstance(tabel.uit, str):
        return opmaak.dingen(opmaak.lees(ding, tabel.uit)), None
    query = {**zoek, **({} if cursor is None else {"cursor": cursor})}
    return await diensten.bladzijde(aanvraag, tabel.uit, plek, query)


def _gedaan(aanvraag: Aanvraag) -> str | None:
    """What was just done, when that led to this page."""
    gedaan: Mapping[str, str] = aanvraag.request.app.state.gedaan
    return gedaan.get(aanvraag.request.query_params.get(GEDAAN, ""))
