"""Addresses: from a number to the list behind it, and from there back."""

import re
from urllib.parse import urlencode

from monitoring.domain.herkomst import Bron, Telling, Wachtbron
from monitoring.domain.selectie import Selectie

TERUG = re.compile(r"[a-z0-9/-]*(\?[A-Za-z0-9=&.%_-]*)?(#[a-z0-9-]+)?")
"""A page of ours with its choice, without where the pages stand."""


def naar(waarde: object, terug: str = "") -> str | None:
    """Where a number leads to, after `/dashboard/`; None for what has no list (`herkomst.WAAROM_NIET`).

    Of nothing there is no list either, nor of providers together that stand in no choice.
    """
    if not isinstance(waarde, Telling) or not waarde:
        return None
    keuze = _keuze(waarde.bron.selectie)
    if keuze is None:
        return None
    pad, velden = _wachtend(waarde.bron) if isinstance(waarde.bron, Wachtbron) else _geteld(waarde.bron)
    return f"{pad}?{urlencode({**velden, **keuze, **({'terug': terug} if terug else {})})}"


def _wachtend(bron: Wachtbron) -> tuple[str, dict[str, str]]:
    velden = {"teLaat": "true"} if bron.te_laat else {}
    return f"openstaand/{bron.soort}", velden | ({} if bron.kenmerk is None else {"kenmerk": bron.kenmerk})


def _geteld(bron: Bron) -> tuple[str, dict[str, str]]:
    velden = {"maat": bron.maat.naam}
    if bron.min is not None:
        velden["zonder"] = bron.min.naam
    if bron.kenmerk is not None:
        velden["kenmerk"] = bron.kenmerk
    return "zaken", velden


def _keuze(selectie: Selectie) -> dict[str, str] | None:
    """A selection as fields of an address, without several municipalities: the reader's own. None where none fits."""
    if selectie.aanbieders is not None and len(selectie.aanbieders) != 1:
        return None
    een = selectie.gemeenten if selectie.gemeenten is not None and len(selectie.gemeenten) == 1 else None
    velden = {
        "gemeente": "".join(een or ()),
        "van": f"{selectie.van:%Y-%m}" if selectie.van else "",
        "tot": f"{selectie.tot:%Y-%m}" if selectie.tot else "",
        "product": selectie.code or "",
        "aanbieder": "".join(selectie.aanbieders or ()),
        "wet": selectie.wet.value if selectie.wet else "",
        "zonderProduct": "true" if selectie.code == "" else "",
    }
    return {naam: waarde for naam, waarde in velden.items() if waarde}


def met_keuze(naar_: str, query: str) -> str:
    """A page, and perhaps a table of it, with a choice."""
    pad, _, plek = naar_.partition("#")
    return f"{pad}{query}#{plek}" if plek else f"{pad}{query}"


def terug_naar(gegeven: str | None) -> str:
    """The page that somebody came from, after `/dashboard/`; the first page for what is none of ours."""
    return gegeven if gegeven and TERUG.fullmatch(gegeven) else ""
