"""The judgement at level 2 (`controleer`), and the rules that all standards share (`GEDEELD`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from istandaard.berichten.gedeeld import Bericht
from istandaard.fouten import Bevinding
from istandaard.model import Model, Samengesteld, per_klasse, velden
from istandaard.regels import condities, constraints, declaratie, overstijgend, technisch
from istandaard.regels.tabel import Regel, Regels, Tabel

__all__ = ["GEDEELD", "Regel", "Regels", "Tabel", "bevinding", "controleer", "controleer_deel", "klassen"]

GEDEELD = (condities.TABEL, constraints.TABEL, technisch.TABEL, declaratie.TABEL, overstijgend.TABEL)


def bevinding(regels: Regels, code: str, pad: str) -> Bevinding:
    """The finding that the element or class at this path breaks this rule, with level, code and text from the table."""
    regel = regels.alle[code]
    return Bevinding(regel.niveau, code, regel.retourcode, pad, None, regel.tekst)


def controleer(regels: Regels, bericht: Bericht) -> list[Bevinding]:
    """Judge a message at level 2: every CD and CS, and every TR that needs the message only. [] when all is right."""
    return controleer_deel(regels, bericht, "/Bericht")


def controleer_deel(regels: Regels, deel: Model, pad: str) -> list[Bevinding]:
    """The same for a part of a message that lies at this path: what can be said of it alone."""
    return [
        bevinding(regels, regel.code, f"{hier}/{element}" if element else hier)
        for hier, klasse in _klassen(pad, deel)
        for regel, functie in regels.functies.get(type(klasse), ())
        for element in functie(klasse)
    ]


@per_klasse
def _delen(klasse: type) -> tuple[tuple[str, str, str | None], ...]:
    """The fields that hold classes of the message: name of the field, of the element, and of its items if a list."""
    return tuple(
        (veld.naam, veld.element, veld.item)
        for veld in velden(klasse)
        if veld.deel is not None and not issubclass(veld.deel, Samengesteld)
    )


def klassen(bericht: Bericht) -> Iterator[tuple[str, Model]]:
    """Every class (berichtklasse) of a message with its path, the message itself first ("/Bericht")."""
    yield from _klassen("/Bericht", bericht)


def _klassen(pad: str, deel: Model) -> Iterator[tuple[str, Model]]:
    yield pad, deel
    for naam, element, item in _delen(type(deel)):
        waarde: object = getattr(deel, naam)
        if item is None:
            if waarde is not None:
                yield from _klassen(f"{pad}/{element}", cast(Model, waarde))
        else:
            for nummer, lid in enumerate(cast("tuple[Model, ...]", waarde), start=1):
                yield from _klassen(f"{pad}/{element}/{item}[{nummer}]", lid)
