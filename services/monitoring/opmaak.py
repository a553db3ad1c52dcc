"""The words of figures, beside how numbers, money and days are written everywhere (`werkplek.opmaak`)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from istandaard.retourcodes import RetourCode
from monitoring.bronnen import beleidsregel
from monitoring.bronnen import in_woorden as in_documenten
from monitoring.domain.rapport import Kolom, Rapport, Waarde
from werkplek import vorm
from werkplek.opmaak import GEEN, aantal, betekenis, euro, maand, met_code

BERICHTNAMEN = {
    "301": "Toewijzing",
    "302": "Retour op een toewijzing",
    "305": "Start van hulp",
    "306": "Retour op een start",
    "307": "Stop van hulp",
    "308": "Retour op een stop",
    "315": "Verzoek om toewijzing",
    "316": "Retour op een verzoek om toewijzing",
    "317": "Verzoek om wijziging",
    "318": "Retour op een verzoek om wijziging",
    "319": "Antwoord op een verzoek",
    "320": "Retour op een antwoord",
    "323": "Declaratie",
    "325": "Antwoord op een declaratie",
}
"""Messages by the number that they have in every standard."""
RICHTINGEN = {"in": "ontvangen", "uit": "verzonden"}
_BRON = re.compile(r" ?\((?:(?:M|OP)[0-9]+(?:x[0-9])?(?:, )?)+\)")
_NUMMER = re.compile("M[0-9]+")


def euro_heel(eurocent: int | None) -> str:
    """An amount in eurocents as whole euros, for who looks at a glance."""
    return GEEN if eurocent is None else f"€ {aantal(round(eurocent / 100))}"


def procent(deel: float | None) -> str:
    """A fraction as a percentage with one decimal."""
    return GEEN if deel is None else f"{deel * 100:.1f}%".replace(".", ",")


def zin(tekst: str) -> str:
    """A text with one point at its end."""
    return tekst.rstrip(". ") + "."


def kort(sleutel: str) -> str:
    """So much of a long key that people can tell it from others."""
    return sleutel if len(sleutel) <= 16 else f"…{sleutel[-8:]}"


def kenmerk_in_woorden(kenmerk: str) -> str:
    """What a kenmerk says, for people: its words without how it is kept."""
    richting, _, rest = kenmerk.removesuffix("*").rstrip(":").partition(":")
    if richting in RICHTINGEN:
        return f"{BERICHTNAMEN.get(rest[-3:], 'bericht').lower()} ({rest}), {RICHTINGEN[richting]}"
    if kenmerk in set(RetourCode):
        return f"{betekenis(kenmerk)} ({kenmerk})"
    return f"{richting} {rest}".replace("-", " ").strip() or "met een aantal dagen"


def in_woorden(gemeenten: Collection[str] | None, namen: "Namen") -> str:
    """Which municipalities somebody sees."""
    if gemeenten is not None and len(gemeenten) == 1:
        return namen.gemeente(next(iter(gemeenten)))
    return "alle gemeenten die u mag zien"


def zonder_bron(tekst: str) -> str:
    """A text without the numbers of a list or standard, such as (M53, OP090): who reads it wants to know what."""
    return _BRON.sub("", tekst)


def op_de_pagina(waarde: object) -> object:
    """What a template prints: plain texts without those numbers."""
    return zonder_bron(waarde) if type(waarde) is str else waarde


def bronnen(rapport: Rapport) -> str:
    """Which purchase documents ask for a table, each with where; empty for one that no document asks for."""
    gevonden = _NUMMER.findall(" ".join(haak for haak in _BRON.findall(f"{rapport.titel} {rapport.uitleg}")))
    return in_documenten(dict.fromkeys(gevonden))


@dataclass(frozen=True)
class Namen(vorm.Namen):
    """What codes stand for, and how a value of a table is written with that."""

    def toon(self, kolom: Kolom, waarde: Waarde) -> str:
        """A value of a table for people."""
        if waarde is None:
            return GEEN
        if isinstance(waarde, date):
            return maand(waarde) if kolom.soort == "maand" else f"{waarde:%d-%m-%Y}"
        if isinstance(waarde, str):
            return self._tekst(kolom, waarde)
        if kolom.soort == "procent":
            return procent(waarde)
        if isinstance(waarde, float):
            return f"{waarde:g}".replace(".", ",")
        return euro(waarde) if kolom.soort == "euro" else aantal(waarde)

    def _tekst(self, kolom: Kolom, waarde: str) -> str:
        if kolom.soort == "gemeente":
            return self.gemeenten.get(waarde, waarde) or "hele regio"
        if kolom.soort == "product" and waarde == "alle":
            return "Alle producten"
        if kolom.soort == "product":
            return met_code(self.producten, waarde) or "zonder productcode"
        if kolom.soort in {"producten", "bericht", "beleidsregel"}:
            return self._in_woorden(kolom, waarde)
        if kolom.soort == "aanbieder":
            return "Alle aanbieders" if waarde == "alle" else self.aanbieder(waarde)
        return zonder_bron(waarde)

    def _in_woorden(self, kolom: Kolom, waarde: str) -> str:
        """Codes of which there is a list of names."""
        if kolom.soort == "producten":
            return ", ".join(map(self._met_aantal, waarde.split(", ")))
        if kolom.soort == "beleidsregel":
            return beleidsregel(waarde)
        naam = BERICHTNAMEN.get(waarde[-3:])
        return f"{naam} ({waarde})" if naam else waarde

    def _met_aantal(self, tekst: str) -> str:
        """A product in words, of a code with or without a number behind it: `HO (2)`."""
        code, _, hoeveel = tekst.partition(" ")
        return f"{self.product(code)}{f': {hoeveel[1:-1]}' if hoeveel else ''}"

    def gemeente(self, code: str) -> str:
        """A municipality in words; its code where it is none of ours."""
        return self.gemeenten.get(code, code)

    def product(self, code: str) -> str:
        """A product in words with its code beside it."""
        return met_code(self.producten, code)

    def aanbieder(self, agb: str) -> str:
        """A provider in words with its code beside it; the code alone where its name is not known (M139)."""
        return met_code(self.aanbieders, agb)
