"""A message as people read it: part by part, each value with its name, and each code with what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from istandaard.codes import Codelijst
from istandaard.ldt import Getal
from istandaard.model import Model, Samengesteld, Veld, velden

EURO = frozenset({"Bedrag", "Budget", "TotaalBedrag"})
"""The datatypes that are whole eurocents."""
TECHNIEK = ("BerichtVersie", "BerichtSubversie", "XsdVersie", "XsltVersie")
"""How the names of elements begin that say nothing to a person."""
Regel = tuple[str, str, str | None]
"""The name of a value, the value, and what it means when it is a code."""


@dataclass(frozen=True)
class Deel:
    """A part of a message, so many levels deep, with the values that stand in it."""

    naam: str
    niveau: int
    regels: tuple[Regel, ...]


def delen(naam: str, deel: Model, niveau: int = 0) -> Iterator[Deel]:
    """The parts from top to bottom; of several of a kind each has its number."""
    yield Deel(naam, niveau, tuple(_regels(deel, "")))
    for veld in velden(type(deel)):
        waarde: object = getattr(deel, veld.naam)
        if isinstance(waarde, tuple):
            leden = [each for each in waarde if isinstance(each, Model)]
            for nummer, each in enumerate(leden, 1):
                titel = in_woorden(veld.item or veld.element)
                yield from delen(f"{titel} {nummer}" if len(leden) > 1 else titel, each, niveau + 1)
        elif isinstance(waarde, Model) and not isinstance(waarde, Samengesteld):
            yield from delen(in_woorden(veld.element), waarde, niveau + 1)


def _regels(deel: Model, boven: str) -> Iterator[Regel]:
    """The values of a part; those of a composite datatype, such as a name or a period, stand with it."""
    for veld in velden(type(deel)):
        if veld.element.startswith(TECHNIEK):
            continue
        waarde: object = getattr(deel, veld.naam)
        naam = f"{boven} {in_woorden(veld.element).lower()}".strip()
        naam = f"{naam[0].upper()}{naam[1:]}"
        if isinstance(waarde, Samengesteld):
            yield from _regels(waarde, naam)
        elif isinstance(waarde, tuple):
            yield from (_regel(veld, naam, each) for each in waarde if not isinstance(each, Model))
        elif waarde is not None and not isinstance(waarde, Model):
            yield _regel(veld, naam, waarde)


def _regel(veld: Veld, naam: str, waarde: object) -> Regel:
    if isinstance(waarde, Codelijst):
        return naam, waarde.value, waarde.betekenis or None
    if isinstance(waarde, date):
        return naam, f"{waarde:%d-%m-%Y}", None
    if isinstance(waarde, time):
        return naam, f"{waarde:%H:%M}", None
    if isinstance(waarde, int) and isinstance(veld.datatype, Getal) and veld.datatype.naam in EURO:
        return naam, f"€ {waarde // 100:,}".replace(",", ".") + f",{waarde % 100:02d}", None
    return naam, str(waarde), None


def in_woorden(element: str) -> str:
    """The name of an element as people write it: `ToewijzingNummer` is `Toewijzing nummer`."""
    return "".join(f" {teken.lower()}" if teken.isupper() and plek else teken for plek, teken in enumerate(element))
