"""The models compiled into a state machine that says which element may come next, and what becomes of it.

A state maps the name of each element that may come next to a step. An element that is foreign, doubled, missing or out
of order is then one failed lookup, and nothing can nest deeper than the standard does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from istandaard.codes import BerichtCode
from istandaard.fouten import Waardefout
from istandaard.ldt import Code, Datatype
from istandaard.model import Model, Samengesteld, Veld, Zetter, velden, zetters
from istandaard.standaard import Standaard

EINDE = ""
"""Stands in a state in which the class may end; no element has this name."""

Toestand = dict[str, "Stap"]
"""Keys are names as expat gives them: namespace, space, local name."""


class Stap(NamedTuple):
    """What happens at an element: the state after it, and how its value is made and given to its parent.

    A leaf is read from its text by lees; a class is filled by the steps of its own states (deel). type is the name of
    its type in the XSD, with the namespace first.
    """

    naam: str
    volgende: dict[str, Stap]
    lees: Callable[[str], object]
    deel: Deel | None
    zet: Zetter
    type: tuple[str, str] | None


class Deel(NamedTuple):
    """A compiled class, or a list of one (klasse is None)."""

    klasse: type[Model] | None
    leeg: tuple[tuple[Zetter, object], ...]
    begin: Toestand


class _Soort(NamedTuple):
    """The kind of message that is compiled: of which standard, in which namespace."""

    standaard: Standaard
    ruimte: str
    code: BerichtCode


def _niets(_waarde: object, _ook: object = None) -> None:
    """Reads or sets nothing: for steps that have no text or no parent."""


def _stap(naam: str, volgende: Toestand, veld: Veld, van: _Soort, zet: Zetter) -> Stap:
    if veld.deel is not None:
        return Stap(naam, volgende, _niets, _compileer(veld.deel, van), zet, _type(veld.deel, van))
    datatype = cast(Datatype, veld.datatype)
    if isinstance(datatype, Code) and issubclass(datatype.lijst, BerichtCode):
        return Stap(naam, volgende, _Vast(van.code).lees, None, zet, None)
    soort = (van.standaard.basis, f"LDT_{datatype.naam}") if datatype.naam else None
    return Stap(naam, volgende, datatype.lees, None, zet, soort)


def _type(klasse: type[Model], van: _Soort) -> tuple[str, str]:
    if issubclass(klasse, Samengesteld):
        return van.standaard.basis, f"CDT_{klasse.__name__}"
    return van.ruimte, "Header" if "Header" in klasse.__name__ else klasse.__name__


@dataclass(frozen=True)
class _Vast:
    """The BerichtCode of one kind of message (RS047)."""

    code: BerichtCode

    def lees(self, tekst: str) -> BerichtCode:
        if tekst != self.code:
            raise Waardefout("RS047", f"Vul {self.code.value} in, de code van {self.code.name}.")
        return self.code


def _compileer(klasse: type[Model], van: _Soort) -> Deel:
    """The state machine of a class: state i stands before field i, with a step to each field that may come next."""
    alle = van.standaard.velden(klasse)
    elementen = van.standaard.basis if issubclass(klasse, Samengesteld) else van.ruimte
    toestanden: list[Toestand] = [{} for _ in range(len(alle) + 1)]
    toestanden[-1][EINDE] = Stap(EINDE, {}, _niets, None, _niets, None)
    for i in range(len(alle) - 1, -1, -1):
        veld, zet = alle[i], zetters(klasse)[alle[i].naam]
        if not veld.verplicht:
            toestanden[i] |= toestanden[i + 1]
        naam = f"{elementen} {veld.element}"
        if veld.item is None:
            toestanden[i][naam] = _stap(naam, toestanden[i + 1], veld, van, zet)
        else:
            lijst: Toestand = {}
            item = f"{van.ruimte} {veld.item}"
            lijst[item] = _stap(item, lijst, veld, van, cast("Zetter", list.append))
            deel = Deel(None, (), dict(lijst))
            lijst[EINDE] = toestanden[-1][EINDE]
            toestanden[i][naam] = Stap(naam, toestanden[i + 1], _niets, deel, zet, (van.ruimte, veld.element))
    leeg = tuple((zetters(klasse)[v.naam], () if v.item else None) for v in velden(klasse) if not v.verplicht)
    return Deel(klasse, leeg, toestanden[0])


@cache
def wortel(standaard: Standaard, soort: str) -> Stap:
    """The step into a message of this kind ("WMO323"); its result is appended to a list."""
    ruimte = standaard.naamruimte(soort)
    deel = _compileer(standaard.berichten[soort], _Soort(standaard, ruimte, standaard.bericht_codes[soort]))
    return Stap(f"{ruimte} Bericht", {}, _niets, deel, cast("Zetter", list.append), (ruimte, "Root"))
