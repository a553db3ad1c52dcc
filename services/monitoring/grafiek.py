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
KLEUREN = ["#12507b", "#b4530a", "#4a5662"]
"""Each at least 4.5:1 on white; lines differ in dashes too, for who sees no colours."""
STREPEN = [[1, 0], [6, 3], [2, 2]]
VL_VERSIE = "6.4"
ASNOTATIE = {"euro": ",.0f", "procent": ".0%", "aantal": ",~r"}
Vega: TypeAlias = dict[str, object]
"""A part of a chart in Vega-Lite."""
PLAATS: Vega = {"field": "plaats", "type": "nominal", "sort": None}
REEKS: Vega = {"field": "reeks", "type": "nominal", "sort": None}
OPMAAK: Vega = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.4.1.json",
    "data": {"values": [], "name": "punten"},
    "config": {
        "font": "sans-serif",
        "background": "white",
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


@dataclass(frozen=True)
class Getekend:
    """A chart, and in plain Dutch what it leaves out and what is not complete in it."""

    svg: str
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
    getekend = _teken(rapport.naam, rapport.grafiek.vorm, kolommen[0].soort, te_tekenen)
    return Getekend(getekend, bijschrift(orde, kolommen[0], [labels[each] for each in orde.referentie], te_tekenen))


def punten(rapport: Rapport, grafiek: Grafiek, orde: Rangorde, labels: Sequence[str]) -> tuple[Punt, ...]:
    """Everything that is drawn: single rows, the others together, and what they are laid beside."""
    plaatsen = reeksplaatsen(rapport, grafiek)
    kolommen = [rapport.kolommen[plaats] for plaats in plaatsen]

    def van_rij(index: int) -> list[Punt]:
        rij = rapport.rijen[index]
        is_voorlopig = rapport.is_voorlopig(rij)
        waarden = [_getal(kolom, rij[plaats]) for kolom, plaats in zip(kolommen, plaatsen, strict=True)]
        return [Punt(labels[index], k.titel, w, is_voorlopig) for k, w in zip(kolommen, waarden, strict=True)]

    alle = [punt for index in orde.getekend for punt in van_rij(index)]
    if orde.overige:
        waarden = samen(rapport, grafiek, orde.overige)
        naam = f"Overige ({len(orde.overige)})"
        alle += [Punt(naam, k.titel, _getal(k, w), False) for k, w in zip(kolommen, waarden, strict=False)]
    return (*alle, *(punt for index in orde.referentie for punt in van_rij(index)))


def bijschrift(orde: Rangorde, kolom: Kolom, referentie: Sequence[str], punten: Sequence[Punt]) -> str:
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
    return " ".join(zinnen)


def _getal(kolom: Kolom, waarde: Waarde) -> float | None:
    if waarde is None or isinstance(waarde, str | date):
        return None
    return waarde / 100 if kolom.soort == "euro" else waarde


@lru_cache(1_000)
def _teken(naam: str, vorm: Vorm, soort: str, punten: tuple[Punt, ...]) -> str:
    """Drawing takes some 20 ms, and most pages are asked for more than once."""
    spec = deepcopy(_spec(vorm, soort))
    bron = cast(list[dict[str, object]], spec["data"])[0]
    reeksen = list(dict.fromkeys(punt.reeks for punt in punten))
    bron["values"] = [{**punt._asdict(), "vulling": _vulling(punt, reeksen)} for punt in punten]
    getekend = vl_convert.vega_to_svg(cast(dict[str, object], spec), format_locale="nl-NL")
    # What it says stands in its label and in the table; its parts say nothing by themselves.
    getekend = getekend.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    # Every chart numbers its clips from 0; on one page they have to differ.
    return getekend.replace('id="clip', f'id="{naam}-clip').replace("url(#clip", f"url(#{naam}-clip")


def _vulling(punt: Punt, reeksen: Sequence[str]) -> str:
    """The colour of a point: that of its line; none for a month that is not complete."""
    return "white" if punt.voorlopig else KLEUREN[reeksen.index(punt.reeks)]


@cache
def _spec(vorm: Vorm, soort: str) -> Mapping[str, object]:
    """What to draw, compiled once per form: only the data differs."""
    as_: Vega = {"title": None, "format": ASNOTATIE.get(soort, ",~r"), "tickCount": 5}
    # The browser's letters may be wider than those that names and legend are measured with.
    legenda = {"orient": "top", "columnPadding": 40, "symbolType": "stroke" if vorm == "lijn" else "square"}
    kleur: Vega = REEKS | {"title": None, "scale": {"range": KLEUREN}, "legend": legenda}
    waarde: Vega = {"field": "waarde", "type": "quantitative", "axis": as_}
    getekend = OPMAAK | (_lijnen(waarde, kleur) if vorm == "lijn" else _staven(waarde, kleur))
    return cast(Mapping[str, object], vl_convert.vegalite_to_vega(getekend, vl_version=VL_VERSIE))


def _lijnen(waarde: Vega, kleur: Vega) -> Vega:
    """Lines with a point for each month; an open one stands for a month that is not complete."""
    streep = REEKS | {"title": None, "scale": {"range": STREPEN}, "legend": None}
    # Every month is a point with a tick; of the names along the axis those that fit.
    maand = PLAATS | {"axis": {"title": None, "labelAngle": -40, "labelOverlap": "parity"}}
    plek = {"x": maand, "y": waarde, "color": kleur}
    vulling = {"field": "vulling", "type": "nominal", "scale": None}
    lijn = {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round"}
    punt = {"type": "point", "size": 35, "opacity": 1}
    lagen = [
        {"mark": lijn, "encoding": plek | {"strokeDash": streep}},
        {"mark": punt, "encoding": plek | {"fill": vulling}},
    ]
    return {"layer": lagen, "width": 760, "height": 240}


def _staven(waarde: Vega, kleur: Vega) -> Vega:
    """Bars lying down: names of products and steps are long, and are read whole."""
    naam = PLAATS | {"axis": {"title": None, "labelLimit": 360}}
    encoding = {"x": waarde, "y": naam, "yOffset": REEKS, "color": kleur}
    return {"mark": {"type": "bar"}, "encoding": encoding, "width": 520, "height": {"step": 14, "for": "offset"}}
