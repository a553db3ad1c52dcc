"""At which line of a document a finding stands: looked up afterwards, so that reading a good message costs nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from xml.parsers import expat

from istandaard.berichten import BERICHTEN
from istandaard.fouten import Bevinding
from istandaard.model import Model, velden


def met_regelnummers(document: bytes, bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """The findings with the line of their element, or of the class around it where the element is missing.

    document is the XML that the message was read from; it must be one that `lees` accepts.
    """
    lijst = list(bevindingen)
    zoeker = _Zoeker(lijst)
    if lijst:
        zoeker.parser.Parse(document, True)
    return [replace(bevinding, regelnummer=zoeker.regelnummer(bevinding.pad)) for bevinding in lijst]


def _voorouders(pad: str) -> list[str]:
    """A path and those above it, the longest first."""
    delen = pad.split("/")
    return ["/".join(delen[:lengte]) for lengte in range(len(delen), 1, -1)]


def _lijsten(klasse: type[Model]) -> set[str]:
    """The elements in a class that hold a list; only what is in these has a number in a path."""
    namen: set[str] = set()
    for veld in velden(klasse):
        if veld.item is not None:
            namen.add(veld.element)
        if veld.deel is not None:
            namen |= _lijsten(veld.deel)
    return namen


_LIJSTEN = {naam for klasse in BERICHTEN.values() for naam in _lijsten(klasse)}


class _Zoeker:
    """Walks a document and notes the line of every path that leads to a finding; the rest it passes by."""

    def __init__(self, bevindingen: list[Bevinding]) -> None:
        self.gezocht = {pad for bevinding in bevindingen for pad in _voorouders(bevinding.pad)}
        self.gevonden: dict[str, int] = {}
        self.paden: list[str | None] = [""]
        self.aantallen = [0]
        self.parser = expat.ParserCreate(None, " ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._einde

    def _begin(self, naam: str, _attributen: dict[str, str]) -> None:
        self.aantallen[-1] += 1
        ouder = self.paden[-1]
        pad = None
        if ouder is not None:
            plek = f"[{self.aantallen[-1]}]" if ouder.rpartition("/")[2] in _LIJSTEN else ""
            pad = f"{ouder}/{naam.rpartition(' ')[2]}{plek}"
            if pad in self.gezocht:
                self.gevonden[pad] = self.parser.CurrentLineNumber
            else:
                pad = None
        self.paden.append(pad)
        self.aantallen.append(0)

    def _einde(self, _naam: str) -> None:
        self.paden.pop()
        self.aantallen.pop()

    def regelnummer(self, pad: str) -> int | None:
        """The line of the element at this path or, when it is not there, of the nearest one around it."""
        return next((self.gevonden[deel] for deel in _voorouders(pad) if deel in self.gevonden), None)
