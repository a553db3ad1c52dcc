"""The models compiled into a state machine that says which element may come next, and what becomes of it.

A state maps the name of each element that may come next to a step. An element that is foreign, doubled, missing or out
of order is then one failed lookup, and nothing can nest deeper than the standard does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from iwmo.berichten import BERICHTEN
from iwmo.codes import BerichtCode
from iwmo.fouten import Waardefout
from iwmo.ldt import Code, Datatype
from iwmo.model import BASIS, Model, Samengesteld, Veld, Zetter, velden, zetters

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


def _niets(_waarde: object, _ook: object = None) -> None:
    """Reads or sets nothing: for steps that have no text or no parent."""


def _stap(naam: str, volgende: Toestand, veld: Veld, ruimte: str, code: BerichtCode, zet: Zetter) -> Stap:
    if veld.deel is not None:
        return Stap(naam, volgende, _niets, _compileer(veld.deel, ruimte, code), zet, _type(veld.deel, ruimte))
    datatype = cast(Datatype, veld.datatype)
    if isinstance(datatype, Code) and datatype.lijst is BerichtCode:
        return Stap(naam, volgende, _Vast(code).lees, None, zet, None)
    return Stap(naam, volgende, datatype.lees, None, zet, (BASIS, f"LDT_{datatype.naam}") if datatype.naam else None)


def _type(klasse: type[Model], ruimte: str) -> tuple[str, str]:
    if issubclass(klasse, Samengesteld):
        return BASIS, f"CDT_{klasse.__name__}"
    return ruimte, "Header" if "Header" in klasse.__name__ else klasse.__name__


@dataclass(frozen=True)
class _Vast:
    """The BerichtCode of one kind of message (RS047)."""

    code: BerichtCode

    def lees(self, tekst: str) -> BerichtCode:
        if tekst != self.code:
            raise Waardefout("RS047", f"Vul {self.code.value} in, de code van {self.code.name}.")
        return self.code


def _compileer(klasse: type[Model], ruimte: str, code: BerichtCode) -> Deel:
    """The state machine of a class: state i stands before field i, with a step to each field that may come next."""
    alle = velden(klasse)
    elementen = BASIS if issubclass(klasse, Samengesteld) else ruimte
    toestanden: list[Toestand] = [{} for _ in range(len(alle) + 1)]
    toestanden[-1][EINDE] = Stap(EINDE, {}, _niets, None, _niets, None)
    for i in range(len(alle) - 1, -1, -1):
        veld, zet = alle[i], zetters(klasse)[alle[i].naam]
        if not veld.verplicht:
            toestanden[i] |= toestanden[i + 1]
        naam = f"{elementen} {veld.element}"
        if veld.item is None:
            toestanden[i][naam] = _stap(naam, toestanden[i + 1], veld, ruimte, code, zet)
        else:
            lijst: Toestand = {}
            item = f"{ruimte} {veld.item}"
            lijst[item] = _stap(item, lijst, veld, ruimte, code, cast("Zetter", list.append))
            deel = Deel(None, (), dict(lijst))
            lijst[EINDE] = toestanden[-1][EINDE]
            toestanden[i][naam] = Stap(naam, toestanden[i + 1], _niets, deel, zet, (ruimte, veld.element))
    leeg = tuple((zetters(klasse)[v.naam], () if v.item else None) for v in alle if not v.verplicht)
    return Deel(klasse, leeg, toestanden[0])


@cache
def wortel(soort: str) -> Stap:
    """The step into a message of this kind ("WMO323"); its result is appended to a list."""
    klasse = BERICHTEN[soort]
    ruimte = klasse.naamruimte()
    deel = _compileer(klasse, ruimte, klasse.CODE)
    return Stap(f"{ruimte} Bericht", {}, _niets, deel, cast("Zetter", list.append), (ruimte, "Root"))
