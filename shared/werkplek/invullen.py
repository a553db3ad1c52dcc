"""From what somebody typed to the body of a request, and back."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from pydantic import JsonValue

from werkplek.opmaak import lees
from werkplek.vorm import Ding, Vraag

BEDRAG = re.compile(r"(-?)([0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+)(?:,([0-9]{2}))?", re.ASCII)
DAG = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})", re.ASCII)


class Onleesbaar(ValueError):
    """A field holds what its question cannot take; the text says in plain Dutch what it should be."""


def als_body(vragen: Iterable[Vraag], velden: Mapping[str, str]) -> tuple[dict[str, JsonValue], dict[str, str]]:
    """The body of a request, and per field that cannot be read what is wrong. What is empty and may be is left out."""
    body: dict[str, JsonValue] = {}
    fouten: dict[str, str] = {}
    for vraag in vragen:
        getypt = velden.get(vraag.pad, "").strip()
        if not getypt and vraag.soort != "ja":
            if vraag.verplicht:
                fouten[vraag.pad] = "Vul dit in."
            continue
        try:
            zet(body, vraag.pad, _gelezen(vraag, getypt))
        except Onleesbaar as fout:
            fouten[vraag.pad] = str(fout)
    return body, fouten


def _gelezen(vraag: Vraag, getypt: str) -> JsonValue:
    match vraag.soort:
        case "datum":
            return _dag(getypt)
        case "getal":
            if not re.fullmatch(r"-?[0-9]{1,9}", getypt, re.ASCII):
                raise Onleesbaar("Vul een heel getal in.")
            return int(getypt)
        case "euro":
            return _eurocent(getypt)
        case "ja":
            return bool(getypt)
        case _:
            return getypt


def _dag(getypt: str) -> str:
    """A day as a browser sends it (2026-12-31), or as people write it (31-12-2026)."""
    gewoon = DAG.fullmatch(getypt)
    tekst = f"{gewoon[3]}-{gewoon[2]:0>2}-{gewoon[1]:0>2}" if gewoon else getypt
    try:
        return date.fromisoformat(tekst).isoformat()
    except ValueError:
        raise Onleesbaar("Vul een dag in, zoals 31-12-2026.") from None


def _eurocent(getypt: str) -> int:
    gevonden = BEDRAG.fullmatch(getypt.removeprefix("€").strip())
    if gevonden is None:
        raise Onleesbaar("Vul een bedrag in, zoals 1.234,56.")
    teken, hele, centen = gevonden.groups()
    eurocent = int(hele.replace(".", "")) * 100 + int(centen or 0)
    return -eurocent if teken else eurocent


def zet(body: dict[str, JsonValue], pad: str, waarde: JsonValue) -> None:
    """Put a value at its place in a body: `afspraken.0.tekst` is in the first of a list."""
    stappen = pad.split(".")
    laatste = stappen[-1]
    hier: JsonValue = body
    for stap, volgende in pairwise(stappen):
        leeg: JsonValue = [] if volgende.isdecimal() else {}
        if isinstance(hier, list):
            while len(hier) <= int(stap):
                hier.append([] if volgende.isdecimal() else {})
            hier = hier[int(stap)]
        elif isinstance(hier, dict):
            hier = hier.setdefault(stap, leeg)
    if isinstance(hier, list):
        hier.insert(int(laatste), waarde)
    elif isinstance(hier, dict):
        hier[laatste] = waarde


def begin(vragen: Iterable[Vraag], ding: Ding) -> dict[str, str]:
    """What the fields of a form begin with: what the thing says now."""
    gevonden = {}
    for vraag in vragen:
        waarde = None if vraag.begin is None else lees(ding, vraag.begin)
        if waarde is not None:
            gevonden[vraag.pad] = getypt(vraag, waarde)
    return gevonden


def getypt(vraag: Vraag, waarde: JsonValue) -> str:
    """A value of an answer as somebody would have typed it."""
    if isinstance(waarde, bool):
        return "ja" if waarde else ""
    if vraag.soort == "euro" and isinstance(waarde, int):
        return f"{waarde // 100},{waarde % 100:02}"
    return str(waarde)
