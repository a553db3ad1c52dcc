"""Charts as SVG: Altair says what is drawn, vl-convert draws it. The table behind it stands on the page too."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import cache, lru_cache
from typing import Literal, cast

import altair as alt
import vl_convert

from monitoring.domain.tabel import Kolom, Tabel, Waarde

Vorm = Literal["lijn", "staaf"]
KLEUREN = ["#12507b", "#b4530a", "#4a5662"]
"""Each at least 4.5:1 on white; lines differ in dashes too, for who sees no colours."""
STREPEN = [[1, 0], [6, 3], [2, 2]]
HOOGSTENS = 24
"""Points along the axis: of a longer table the first are drawn."""
VL_VERSIE = "6.4"
ASNOTATIE = {"euro": ",.0f", "procent": ".0%", "aantal": ",~r"}


def labels(tabel: Tabel, toon: Callable[[Kolom, Waarde], str]) -> list[str]:
    """What stands along the axis for each row: its first column, and of the next those that tell rows apart.

    Two rows under one label would be drawn as one bar, with their figures added up.
    """
    reeksen = tabel.grafiek.reeksen if tabel.grafiek else ()
    namen = [toon(tabel.kolommen[0], rij[0]) for rij in tabel.rijen]
    for plaats, kolom in enumerate(tabel.kolommen[1:], 1):
        if kolom.naam in reeksen:
            break
        langer = [f"{naam}, {toon(kolom, rij[plaats])}" for naam, rij in zip(namen, tabel.rijen, strict=True)]
        if len(set(langer)) > len(set(namen)):
            namen = langer
    return namen


def svg(tabel: Tabel, labels: Sequence[str]) -> str | None:
    """The chart of a table, with these labels along its axis; None when it has none or nothing to draw."""
    if tabel.grafiek is None or len(tabel.rijen) < 2:
        return None
    plaatsen = [index for index, kolom in enumerate(tabel.kolommen) if kolom.naam in tabel.grafiek.reeksen]
    kolommen = [tabel.kolommen[plaats] for plaats in plaatsen]
    punten = tuple(
        (label, kolom.titel, waarde)
        for label, rij in list(zip(labels, tabel.rijen, strict=True))[:HOOGSTENS]
        for kolom, plaats in zip(kolommen, plaatsen, strict=True)
        if (waarde := _getal(kolom, rij[plaats])) is not None
    )
    if not any(waarde for _, _, waarde in punten):
        return None
    return _teken(tabel.naam, tabel.grafiek.vorm, kolommen[0].soort, punten)


def _getal(kolom: Kolom, waarde: Waarde) -> float | None:
    if waarde is None or isinstance(waarde, str | date):
        return None
    return waarde / 100 if kolom.soort == "euro" else waarde


@lru_cache(1_000)
def _teken(naam: str, vorm: Vorm, soort: str, punten: tuple[tuple[str, str, float], ...]) -> str:
    """Drawing takes some 20 ms, and most pages are asked for more than once."""
    spec = deepcopy(_spec(vorm, soort))
    bron = cast(list[dict[str, object]], spec["data"])[0]
    bron["values"] = [{"plaats": plaats, "reeks": reeks, "waarde": waarde} for plaats, reeks, waarde in punten]
    getekend = vl_convert.vega_to_svg(cast(dict[str, object], spec), format_locale="nl-NL")
    # What it says stands in its label and in the table; its parts say nothing by themselves.
    getekend = getekend.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    # Every chart numbers its clips from 0; on one page they have to differ.
    return getekend.replace('id="clip', f'id="{naam}-clip').replace("url(#clip", f"url(#{naam}-clip")


@cache
def _spec(vorm: Vorm, soort: str) -> Mapping[str, object]:
    """What to draw, compiled once per form: only the data differs."""
    as_ = alt.Axis(title=None, format=ASNOTATIE.get(soort, ",~r"), tickCount=5)
    basis = alt.Chart(alt.InlineData(values=[], name="punten"))
    # The browser's letters may be wider than those that names and legend are measured with.
    legenda = alt.Legend(orient="top", columnPadding=40, symbolType="stroke" if vorm == "lijn" else "square")
    kleur = alt.Color("reeks:N", sort=None, title=None, scale=alt.Scale(range=KLEUREN), legend=legenda)
    if vorm == "lijn":
        streep = alt.StrokeDash("reeks:N", sort=None, title=None, scale=alt.Scale(range=STREPEN), legend=None)
        maand = alt.X("plaats:N", sort=None, axis=alt.Axis(title=None, labelAngle=-40))
        getekend = basis.mark_line(point=True, strokeWidth=2.5).properties(width=760, height=240)
        getekend = getekend.encode(x=maand, y=alt.Y("waarde:Q", axis=as_), color=kleur, strokeDash=streep)
    else:
        # Lying down: names of products and steps are long, and are read whole.
        naam = alt.Y("plaats:N", sort=None, axis=alt.Axis(title=None, labelLimit=360))
        getekend = basis.mark_bar().properties(width=520, height=alt.Step(14, **{"for": "offset"}))
        getekend = getekend.encode(
            x=alt.X("waarde:Q", axis=as_), y=naam, yOffset=alt.YOffset("reeks:N", sort=None), color=kleur
        )
    letters = {"labelFontSize": 12, "labelColor": "#1c2530"}
    ruimte = {"left": 45, "right": 15, "top": 5, "bottom": 5}
    getekend = getekend.configure(font="sans-serif", background="white", aria=False, padding=ruimte)
    getekend = getekend.configure_axis(**letters).configure_legend(labelFontSize=13, symbolStrokeWidth=3)
    return cast(Mapping[str, object], vl_convert.vegalite_to_vega(getekend.to_dict(), vl_version=VL_VERSIE))
