"""The social base: subjects of general provisions and of gaps, and a register that comes as CSV (M112)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

ONDERWERPEN = {
    "huishouden": "Hulp in huis",
    "ontmoeten": "Ontmoeten en dagbesteding",
    "vervoer": "Vervoer",
    "geld": "Geld en administratie",
    "wonen": "Wonen",
    "mantelzorg": "Steun voor mantelzorgers",
    "zingeving": "Zingeving en eenzaamheid",
    "digitaal": "Digitale hulp",
    "gezondheid": "Gezond leven",
    "time-out": "Time-out of logeren",
    "anders": "Anders",
}
"""What a provision or a gap is about, by code."""

KOLOMMEN = {"naam": 120, "onderwerp": 30, "organisatie": 120, "wijk": 80, "contact": 200}
"""The columns of the CSV file, and how many characters they may hold."""
MAG_LEEG = {"wijk", "contact"}
ONLEESBAAR = "Tot hier is het bestand niet te lezen. Staat er ergens een aanhalingsteken te veel?"


@dataclass(frozen=True)
class Aanbod:
    """A general provision as it stands in the file; `wijk` is empty when it is there for the whole municipality."""

    naam: str
    onderwerp: str
    organisatie: str
    wijk: str
    contact: str


@dataclass(frozen=True)
class Rijfout:
    """What is wrong in a row of the file; the row with the names of the columns is row 1."""

    rij: int
    kolom: str
    reden: str


def lees_register(tekst: str) -> tuple[list[Aanbod], list[Rijfout]]:
    """The provisions in a CSV file (comma or semicolon), and every mistake by row."""
    regels = StringIO(tekst, newline=None)  # the end of a line as on a Mac too
    kop = regels.getvalue().split("\n", 1)[0]
    lezer = csv.reader(regels, delimiter=";" if kop.count(";") > kop.count(",") else ",")
    try:
        eerste, *rijen = list(lezer) or [[]]
    except csv.Error:
        return [], [Rijfout(lezer.line_num, "naam", ONLEESBAAR)]
    kolommen = [each.strip().lower() for each in eerste]
    ontbreekt = [each for each in KOLOMMEN if each not in kolommen]
    if ontbreekt:
        reden = f"Deze kolom ontbreekt. De eerste rij moet zijn: {', '.join(KOLOMMEN)}."
        return [], [Rijfout(1, kolom, reden) for kolom in ontbreekt]
    aanbod: list[Aanbod] = []
    fouten: list[Rijfout] = []
    namen: dict[str, int] = {}
    for nummer, rij in enumerate(rijen, start=2):
        if not any(each.strip() for each in rij):
            continue
        cellen = dict(zip(kolommen, (each.strip() for each in rij), strict=False))
        gevonden = [Rijfout(nummer, kolom, reden) for kolom, reden in _fouten(cellen)]
        eerder = namen.setdefault(cellen.get("naam", ""), nummer)
        if eerder != nummer:
            gevonden.append(Rijfout(nummer, "naam", f"Deze naam staat ook in rij {eerder}."))
        fouten += gevonden
        if not gevonden:
            aanbod.append(Aanbod(**{kolom: cellen[kolom] for kolom in KOLOMMEN}))
    return aanbod, fouten


def _fouten(cellen: dict[str, str]) -> Iterator[tuple[str, str]]:
    for kolom, lengte in KOLOMMEN.items():
        waarde = cellen.get(kolom)
        if waarde is None:
            yield kolom, "Deze rij heeft te weinig kolommen."
        elif not waarde and kolom not in MAG_LEEG:
            yield kolom, "Vul deze kolom in."
        elif len(waarde) > lengte or not waarde.isprintable():
            yield kolom, f"Gebruik hoogstens {lengte} tekens, zonder regeleinden."
        elif kolom == "onderwerp" and waarde not in ONDERWERPEN:
            yield kolom, f"Kies uit: {', '.join(ONDERWERPEN)}."
