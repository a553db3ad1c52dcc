"""Values as people in the Netherlands read and write them."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import JsonValue

from chassis.clock import NEDERLAND
from istandaard.retourcodes import RetourCode
from werkplek.vorm import Ding, Namen, Waarde

GEEN = "–"
"""Stands where there is nothing to show."""
MAANDNAMEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def aantal(waarde: int | None) -> str:
    """A whole number, with a point between thousands."""
    return GEEN if waarde is None else f"{waarde:,}".replace(",", ".")


def euro(eurocent: int | None) -> str:
    """An amount in eurocents, as euros: € 1.234,56 or € -1.234,56."""
    if eurocent is None:
        return GEEN
    teken = "-" if eurocent < 0 else ""
    hele, cent = divmod(abs(eurocent), 100)
    return f"€ {teken}{aantal(hele)},{cent:02}"


def moment(waarde: datetime | None) -> str:
    """A moment on the clock in the Netherlands."""
    return GEEN if waarde is None else f"{waarde.astimezone(NEDERLAND):%d-%m-%Y %H:%M}"


def dag(waarde: date | None) -> str:
    """A day as people write it: 31-12-2026."""
    return GEEN if waarde is None else f"{waarde:%d-%m-%Y}"


def maand(waarde: date) -> str:
    """A month as people say it: jan 2026."""
    return f"{MAANDNAMEN[waarde.month - 1]} {waarde.year}"


def lees(ding: JsonValue | Mapping[str, JsonValue], pad: str) -> JsonValue:
    """What stands at a place in an answer (`stappen.0.op`); None where there is nothing.

    `*` is each of a list: `redenen.*.tekst` gives the text of each that has one.
    """
    gevonden: JsonValue | Mapping[str, JsonValue] = ding
    stappen = pad.split(".")
    for plek, stap in enumerate(stappen):
        if stap == "*" and isinstance(gevonden, list):
            rest = ".".join(stappen[plek + 1 :])
            return [waarde for each in gevonden if (waarde := lees(each, rest)) is not None]
        if isinstance(gevonden, Mapping):
            gevonden = gevonden.get(stap)
        elif isinstance(gevonden, list) and stap.isdecimal() and int(stap) < len(gevonden):
            gevonden = gevonden[int(stap)]
        else:
            return None
    return gevonden if not isinstance(gevonden, Mapping) else dict(gevonden)


def dingen(waarde: JsonValue) -> list[Ding]:
    """The things in a list of an answer; none of anything else."""
    return [each for each in waarde if isinstance(each, dict)] if isinstance(waarde, list) else []


def betekenis(retourcode: str) -> str:
    """What a return code (WJ001) means, in the words of the standard."""
    return next((each.betekenis for each in RetourCode if each == retourcode), "Deze code kennen we niet.")


def toon(waarde: JsonValue, hoe: Waarde, namen: Namen) -> str:
    """A value of an answer, for people."""
    match waarde:
        case None | "" | []:
            return GEEN
        case bool():
            return "ja" if waarde else "nee"
        case list():
            # Sentences stand one after the other; names have a comma between them.
            return (" " if hoe.soort == "lang" else ", ").join(toon(each, hoe, namen) for each in waarde)
        case int() if hoe.soort == "euro":
            return euro(waarde)
        case int() if hoe.soort == "nummer":
            return str(waarde)
        case int():
            return aantal(waarde)
        case str():
            return _tekst(waarde, hoe, namen)
        case _:
            return str(waarde)


def _tekst(waarde: str, hoe: Waarde, namen: Namen) -> str:
    if hoe.woorden is not None:
        return hoe.woorden.get(waarde, waarde)
    match hoe.soort:
        case "datum":
            return dag(date.fromisoformat(waarde))
        case "moment":
            return moment(datetime.fromisoformat(waarde))
        case "maand":
            return maand(date.fromisoformat(f"{waarde[:7]}-01"))
        case "gemeente":
            return namen.gemeenten.get(waarde, waarde)
        case "aanbieder":
            return met_code(namen.aanbieders, waarde)
        case "product":
            return met_code(namen.producten, waarde)
        case _:
            return waarde


def met_code(namen: Mapping[str, str], code: str) -> str:
    """A name with its code beside it; the code alone where its name is not known."""
    naam = namen.get(code)
    return f"{naam} ({code})" if naam else code
