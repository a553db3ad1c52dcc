"""The table of rules: what each is called, what it costs, and for level 2 the function that carries it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar, cast

from istandaard.model import Model

Paden = Iterable[str]
"""What a rule answers: the elements that break it, as paths below the class it was given; "" is the class itself."""

Functie = Callable[[Model], Paden]


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule of a standard.

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


D = TypeVar("D", bound=Model)


class Tabel:
    """Where a module enters its rules; a standard takes them over with `Regels.van`."""

    def __init__(self) -> None:
        self.ingeschreven: list[tuple[Regel, Functie | None, tuple[type[Model], ...]]] = []

    def regel(
        self, code: str, tekst: str, *klassen: type[Model]
    ) -> Callable[[Callable[[D], Paden]], Callable[[D], Paden]]:
        """Decorator: the function judges each instance of these classes by a rule of level 2.

        A rule that asks the same of unlike classes has a function for each.
        """

        def schrijf_in(functie: Callable[[D], Paden]) -> Callable[[D], Paden]:
            nummers = {klasse.__module__.rpartition(".")[2].removeprefix("bericht") for klasse in klassen}
            regel = Regel(code, 2, "0001", tuple(sorted(nummers)), tekst)
            self.ingeschreven.append((regel, cast(Functie, functie), klassen))
            return functie

        return schrijf_in

    def verklaar(self, code: str, niveau: int, retourcode: str | None, berichten: str, tekst: str, *nodig: str) -> None:
        """Enter a rule that is not judged here: by the datatypes (level 1) or by who knows what is nodig (3 and 4)."""
        self.ingeschreven.append((Regel(code, niveau, retourcode, tuple(berichten.split()), tekst, nodig), None, ()))


@dataclass(frozen=True, eq=False)
class Regels:
    """All rules of a standard by code, and those of level 2 by the class that they look at."""

    alle: Mapping[str, Regel]
    functies: Mapping[type[Model], tuple[tuple[Regel, Functie], ...]]

    @classmethod
    def van(cls, voor: str, *tabellen: Tabel, ook_voor: Mapping[type[Model], type[Model]] | None = None) -> Regels:
        """The rules in these tables, for the kinds of message that begin so ("WMO").

        ook_voor: a class of a release of its own, and the shared class whose rules hold for it too. Raises ValueError
        for one code with two meanings.
        """
        ingeschreven = [each for tabel in tabellen for each in tabel.ingeschreven]
        alle: dict[str, Regel] = {}
        for regel, _, _ in ingeschreven:
            eerder = alle.get(regel.code, regel)
            if replace(eerder, berichten=()) != replace(regel, berichten=()):
                raise ValueError(f"{regel.code} has two meanings")
            alle[regel.code] = replace(regel, berichten=tuple(sorted({*eerder.berichten, *regel.berichten})))
        alle = {
            code: replace(regel, berichten=tuple(f"{voor}{nummer}" for nummer in regel.berichten))
            for code, regel in alle.items()
        }
        functies: dict[type[Model], tuple[tuple[Regel, Functie], ...]] = {}
        for regel, functie, klassen in ingeschreven:
            if functie is not None:
                for klasse in klassen:
                    functies[klasse] = (*functies.get(klasse, ()), (alle[regel.code], functie))
        for eigen, gedeeld in (ook_voor or {}).items():
            functies[eigen] = (*functies.get(gedeeld, ()), *functies.get(eigen, ()))
        return cls(MappingProxyType(alle), MappingProxyType(functies))
