"""The table of rules: what each is called, what it costs, and for level 2 the function that carries it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar, cast

from iwmo.model import Model

Paden = Iterable[str]
"""What a rule answers: the elements that break it, as paths below the class it was given; "" is the class itself."""

Functie = Callable[[Model], Paden]


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule of iWmo.

    niveau: level of control (1 format, 2 within the message, 3 across messages, 4 outside source); retourcode: the code
    in the answer, None where there is none; berichten: the kinds of message it holds for; tekst: what it asks, in plain
    Dutch; nodig: what must be known from outside the message to judge it (levels 3 and 4).
    """

    code: str
    niveau: int
    retourcode: str | None
    berichten: tuple[str, ...]
    tekst: str
    nodig: tuple[str, ...] = ()


REGELS: dict[str, Regel] = {}
"""All rules by code."""

FUNCTIES: dict[type[Model], list[tuple[Regel, Functie]]] = {}
"""The rules of level 2 by the class that they look at."""

D = TypeVar("D", bound=Model)


def regel(code: str, tekst: str, *klassen: type[Model]) -> Callable[[Callable[[D], Paden]], Callable[[D], Paden]]:
    """Decorator: the function judges each instance of these classes by a rule of level 2.

    A rule that asks the same of unlike classes has a function for each.
    """

    def schrijf_in(functie: Callable[[D], Paden]) -> Callable[[D], Paden]:
        berichten = {klasse.__module__.rpartition(".")[2].upper() for klasse in klassen}
        if code in REGELS:
            berichten |= set(REGELS[code].berichten)
        REGELS[code] = Regel(code, 2, "0001", tuple(sorted(berichten)), tekst)
        for klasse in klassen:
            FUNCTIES.setdefault(klasse, []).append((REGELS[code], cast(Functie, functie)))
        return functie

    return schrijf_in


def verklaar(code: str, niveau: int, retourcode: str | None, berichten: str, tekst: str, *nodig: str) -> None:
    """Enter a rule that is not judged here: by the datatypes (level 1) or by who knows what is nodig (3 and 4)."""
    nummers = tuple(f"WMO{nummer}" for nummer in berichten.split())
    REGELS[code] = Regel(code, niveau, retourcode, nummers, tekst, nodig)
