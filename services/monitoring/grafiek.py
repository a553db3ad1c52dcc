"""Charts as SVG: a form in Vega-Lite, drawn by vl-convert. The table behind it stands on the page too."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias, cast

import vl_convert

from monitoring.domain.rangorde import Rangorde, rangorde, reeksplaatsen, samen
from monitoring.domain.rapport import Grafiek, Kolom, Rapport, Waarde

Vorm = Literal["lijn", "staaf"]
Maat = Literal["groot", "klein"]
"""For a screen, and for a phone: each at its own size, so that letters stay as large as those around."""
MATEN: tuple[Maat, ...] = ("groot", "klein")
KLEUREN = ["#12507b", "#b4530a", "#4a5662"]
"""Each at least 4.5:1 on white; lines differ in dashes too, for who sees no colours."""
STREPEN = [[1, 0], [6, 3], [2, 2]]
VL_VERSIE = "6.4"
NORMKLEUR = "#a3260f"
WEINIG = 10
"""Of fewer a share says little: how many they are stands beside it."""
ASNOTATIE = {"euro": ",.0f", "procent": ".0%", "aantal": ",d"}
AS_VAN: Mapping[Vorm, str] = {"lijn": "y", "staaf": "x"}
"""Along which the values lie."""
BREEDTE: Mapping[Maat, int] = {"groot": 760, "klein": 250}
NAAMBREEDTE: Mapping[Maat, int] = {"groot": 360, "klein": 130}
Vega: TypeAlias = dict[str, object]
"""A part of a chart in Vega-Lite."""
PLAATS: Vega = {"field": "plaats", "type": "nominal", "sort": None}
REEKS: Vega = {"field": "reeks", "type": "nominal", "sort": None}
OPMAAK: Vega = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.4.1.json",
    "datasets": {"punten": [], "normen": []},
    "data": {"name": "punten"},
    "config": {
        "font": "sans-serif",
        "background": None,
        "aria": False,
        "padding": {"left": 45, "right": 15, "top": 5, "bottom": 5},
        "axis": {"labelFontSize": 12, "labelColor": "#1c2530"},
        "legend": {"labelFontSize": 13, "symbolStrokeWidth": 3},
    },
}
VOORLOPIG = " *"
"""Stands behind a month that is not complete."""


class Punt(NamedTuple):
    """A value of a series at a place along the axis; without a value only the place is there."""

    plaats: str
    reeks: str
    waarde: float | None
    voorlopig: bool
    noemer: int | None = None
    """Of how many a share is."""


class Normpunt(NamedTuple):
    """What is to be held against: at one place along the axis, or everywhere."""

    plaats: str | None
    waarde: float
    tekst: str


@dataclass(frozen=True)
class Getekend:
    """A chart at each size, and in plain Dutch what it leaves out and what is not complete in it."""

    svg: str
    klein: str
    bijschrift: str


def labels(rapport: Rapport, toon: Callable[[Kolom, Waarde], str]) -> list[str]:
    """What stands along the axis for each row: its first column, and of the next those that tell rows apart.

    Two rows under one label would be drawn as one bar, with their figures added up.
    """
    reeksen = rapport.grafiek.reeksen if rapport.grafiek else ()
    namen = [toon(rapport.kolommen[0], rij[0]) for rij in rapport.rijen]
    for plaats, kolom in enumerate(rapport.kolommen[1:], 1):
        if kolom.naam in reeksen:
            break
        langer = [f"{naam}, {toon(kolom, rij[plaats])}" for naam, rij in zip(namen, rapport.rijen, strict=True)]
        if len(set(langer)) > len(set(namen)):
            namen = langer
    return [naam + VOORLOPIG * rapport.is_voorlopig(rij) for naam, rij in zip(namen, rapport.rijen, strict=True)]


def teken(rapport: Rapport, labels: Sequence[str]) -> Getekend | None:
    """The chart of a table, with these labels along its axis; None when it has none or nothing to draw."""
    if rapport.grafiek is None or len(rapport.rijen) < 2:
        return None
    orde = rangorde(rapport, rapport.grafiek)
    te_tekenen = punten(rapport, rapport.grafiek, orde, labels)
    if not any(punt.waarde for punt in te_tekenen):
        return None
    kolommen = [rapport.kolommen[plaats] for plaats in reeksplaatsen(rapport, rapport.grafiek)]
    normen = normpunten(rapport, rapport.grafiek, orde, labels)
    groot, klein = (
        _teken(rapport.naam, rapport.grafiek.vorm, kolommen[0].soort, te_tekenen, normen, maat) for maat in MATEN
    )
    naast = [labels[each] for each in orde.referentie]
    return Getekend(groot, klein, bijschrift(orde, kolommen[0], naast, te_tekenen, normen))


def normpunten(rapport: Rapport, grafiek: Grafiek, orde: Rangorde, labels: Sequence[str]) -> tuple[Normpunt, ...]:
    """What is to be held against, at the rows that are drawn."""
    getekend = {str(rapport.rijen[index][0]): labels[index] for index in orde.getekend}
    soort = rapport.kolommen[reeksplaatsen(rapport, grafiek)[0]].soort
    gevonden = []
    for norm in grafiek.normen:
        waarde = norm.waarde / 100 if soort == "euro" else norm.waarde
        if norm.bij is None or norm.bij in getekend:
            gevonden.append(Normpunt(getekend[norm.bij] if norm.bij else None, waarde, norm.tekst))
    return tuple(gevonden)


def punten(rapport: Rapport, grafiek: Grafiek, orde: Rangorde, labels: Sequence[str]) -> tuple[Punt, ...]:
    """Everything that is drawn: single rows, the others together, and what they are laid beside."""
    plaatsen = reeksplaatsen(rapport, grafiek)
    kolommen = [rapport.kolommen[plaats] for plaats in plaatsen]
    namen = [kolom.naam for kolom in rapport.kolommen]
    noemers = {reeks: namen.index(noemer) for reeks, noemer in grafiek.noemers}

    def noemer_van(rij: tuple[Waarde, ...], kolom: Kolom) -> int | None:
        gevonden = rij[noemers[kolom.naam]] if kolom.naam in noemers else None
        return int(gevonden) if isinstance(gevonden, int) else None

    def van_rij(index: int) -> list[Punt]:
        rij = rapport.rijen[index]
        is_voorlopig = rapport.is_voorlopig(rij)
        waarden = [_getal(kolom, rij[plaats]) for kolom, plaats in zip(kolommen, plaatsen, strict=True)]
        return [
            Punt(labels[index], k.titel, w, is_voorlopig, noemer_van(rij, k))
            for k, w in zip(kolommen, waarden, strict=True)
        ]

    alle = [punt for index in orde.getekend for punt in van_rij(index)]
    if orde.overige:
        waarden = samen(rapport, grafiek, orde.overige)
        naam = f"Overige ({len(orde.overige)})"
        alle += [Punt(naam, k.titel, _getal(k, w), False) for k, w in zip(kolommen, waarden, strict=False)]
    return (*alle, *(punt for index in orde.referentie for punt in van_rij(index)))


def bijschrift(
    orde: Rangorde, kolom: Kolom, referentie: Sequence[str], punten: Sequence[Punt], normen: Sequence[Normpunt] = ()
) -> str:
    """What somebody has to know to read the chart; empty when it shows everything of complete months."""
    zinnen = []
    if orde.overige:
        aantal = len(orde.getekend) + len(orde.overige)
        zinnen.append(f"De grafiek toont de {len(orde.getekend)} grootste van {aantal} (naar: {kolom.titel}).")
        overig = f"De overige {len(orde.overige)} staan alleen in de tabel"
        if any(punt.plaats.startswith("Overige (") for punt in punten):
            overig = f"De overige {len(orde.overige)} staan bij elkaar; in de tabel staan ze apart"
        zinnen.append(f"{overig}. {' '.join(f'{naam} staat er altijd bij.' for naam in referentie)}".strip())
    if any(punt.voorlopig for punt in punten):
        zinnen.append("Een maand met een * en een open punt is nog niet compleet.")
    if any(_is_weinig(punt) for punt in punten):
        zinnen.append(f"Bij een deel van minder dan {WEINIG} staat erbij van hoeveel.")
    zinnen += [f"Rode streep: {tekst}." for tekst in dict.fromkeys(norm.tekst for norm in normen)]
    return " ".join(zinnen)


def _is_weinig(punt: Punt) -> bool:
    return punt.waarde is not None and punt.noemer is not None and 0 < punt.noemer < WEINIG


def _getal(kolom: Kolom, waarde: Waarde) -> float | None:
    if waarde is None or isinstance(waarde, str | date):
        return None
    return waarde / 100 if kolom.soort == "euro" else waarde


@lru_cache(1_000)
def _teken(
    naam: str, vorm: Vorm, soort: str, punten: tuple[Punt, ...], normen: tuple[Normpunt, ...], maat: Maat
) -> str:
    """Drawing takes some 20 ms, and most pages are asked for more than once."""
    spec = deepcopy(_spec(vorm, soort, maat, per_rij=any(norm.plaats for norm in normen)))
    reeksen = list(dict.fromkeys(punt.reeks for punt in punten))
    rijen = {
        "punten": [{**punt._asdict(), "vulling": _vulling(punt, reeksen), "n": _van(punt)} for punt in punten],
        "normen": [norm._asdict() for norm in normen],
    }
    for bron in cast(list[dict[str, object]], spec["data"]):
        if bron["name"] in rijen:
            bron["values"] = rijen[str(bron["name"])]
    getekend = vl_convert.vega_to_svg(cast(dict[str, object], spec), format_locale="nl-NL")
    # What it says stands in its label and in the table; its parts say nothing by themselves.
    getekend = getekend.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    getekend = getekend.replace('class="marks"', f'class="marks {maat}"', 1)
    # Every chart numbers its clips from 0; on one page they have to differ.
    eigen = f"{naam}-{maat}"
    return getekend.replace('id="clip', f'id="{eigen}-clip').replace("url(#clip", f"url(#{eigen}-clip")


def _vulling(punt: Punt, reeksen: Sequence[str]) -> str:
    """The colour of a point: that of its line; none for a month that is not complete."""
    return "white" if punt.voorlopig else KLEUREN[reeksen.index(punt.reeks)]


def _van(punt: Punt) -> str:
    """Of how many a share is, where these are few."""
    return f"van {punt.noemer}" if _is_weinig(punt) else ""


@cache
def _spec(vorm: Vorm, soort: str, maat: Maat, *, per_rij: bool) -> Mapping[str, object]:
    """What to draw, compiled once per form: only the data differs."""
    as_: Vega = {"title": None, "format": ASNOTATIE.get(soort, ",~r"), "tickCount": 5 if maat == "groot" else 3}
    if soort == "aantal":
        # No more marks than there are whole numbers: half a case there is not.
        as_["tickCount"] = {"signal": f"max(1, min({as_['tickCount']}, span(domain('{AS_VAN[vorm]}'))))"}
    # The browser's letters may be wider than those that names and legend are measured with.
    legenda: Vega = {"orient": "top", "columnPadding": 40, "symbolType": "stroke" if vorm == "lijn" else "square"}
    if maat == "klein":
        legenda["columns"] = 1
    kleur: Vega = REEKS | {"title": None, "scale": {"range": KLEUREN}, "legend": legenda}
    waarde: Vega = {"field": "waarde", "type": "quantitative", "axis": as_}
    lagen = _lijnen(waarde, kleur, maat) if vorm == "lijn" else _staven(waarde, kleur, maat, per_rij=per_rij)
    return cast(Mapping[str, object], vl_convert.vegalite_to_vega(OPMAAK | lagen, vl_version=VL_VERSIE))


def _lijnen(waarde: Vega, kleur: Vega, maat: Maat) -> Vega:
    """Lines with a point for each month; an open one stands for a month that is not complete."""
    streep = REEKS | {"title": None, "scale": {"range": STREPEN}, "legend": None}
    # Every month is a point with a tick; of the names along the axis those that fit.
    maand = PLAATS | {"axis": {"title": None, "labelAngle": -40, "labelOverlap": "parity"}}
    plek = {"x": maand, "y": waarde, "color": kleur}
    vulling = {"field": "vulling", "type": "nominal", "scale": None}
    lijn = {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round"}
    punt = {"type": "point", "size": 35, "opacity": 1}
    klein: Vega = {"type": "text", "dy": -9, "fontSize": 11, "color": KLEUREN[2]}
    norm: Vega = {"type": "rule", "strokeWidth": 2, "strokeDash": [8, 4], "color": NORMKLEUR}
    lagen = [
        {"mark": lijn, "encoding": plek | {"strokeDash": streep}},
        {"mark": punt, "encoding": plek | {"fill": vulling}},
        {"mark": klein, "encoding": {"x": maand, "y": waarde, "text": {"field": "n", "type": "nominal"}}},
        {"data": {"name": "normen"}, "mark": norm, "encoding": {"y": waarde}},
    ]
    return {"layer": lagen, "width": BREEDTE[maat], "height": 240}


def _staven(waarde: Vega, kleur: Vega, maat: Maat, *, per_rij: bool) -> Vega:
    """Bars lying down: names of products and steps are long, and are read whole; a norm is a mark at its row."""
    naam = PLAATS | {"axis": {"title": None, "labelLimit": NAAMBREEDTE[maat]}}
    staaf: Vega = {"mark": {"type": "bar"}, "encoding": {"x": waarde, "y": naam, "yOffset": REEKS, "color": kleur}}
    breed = 520 if maat == "groot" else 170
    if not per_rij:
        return staaf | {"width": breed, "height": {"step": 14, "for": "offset"}}
    norm: Vega = {"type": "tick", "thickness": 4, "size": 26, "color": NORMKLEUR}
    laag: Vega = {"data": {"name": "normen"}, "mark": norm, "encoding": {"x": waarde, "y": naam}}
    return {"layer": [staaf, laag], "width": breed, "height": {"step": 14, "for": "offset"}}
