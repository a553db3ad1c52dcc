"""What can be wrong with a message, and how it is told. No text in this module ever holds the value of an element."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that is wrong with a message.

    niveau: level of control, 1 (format) to 4 (outside source); regel: code of the rule (RS037, CD087, TR358) or "XSD"
    where no numbered rule fits; retourcode: the code that the answer carries, None at level 1; pad: path of the element
    or class, repeated elements numbered from 1 ("/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]/Einddatum");
    regelnummer: line in the XML, None when unknown; melding: plain Dutch, without the offending value.
    """

    niveau: int
    regel: str
    retourcode: str | None
    pad: str
    regelnummer: int | None
    melding: str


class Formaatfout(Exception):
    """A document that is no message of a known standard (level 1). Nothing of it may be processed; it has no retour.

    bevindingen holds at least one Bevinding of level 1; pad, regelnummer, regel and melding are those of the first.
    bericht is the kind of message that it tried to be ("WMO323"), None for what is no XML, or XML of another kind.
    """

    def __init__(self, bevindingen: tuple[Bevinding, ...], bericht: str | None = None) -> None:
        eerste = bevindingen[0]
        self.bevindingen = bevindingen
        self.bericht = bericht
        self.pad = eerste.pad
        self.regelnummer = eerste.regelnummer
        self.regel = eerste.regel
        self.melding = eerste.melding
        super().__init__(bevindingen, bericht)

    def __str__(self) -> str:
        plek = f"regel {self.regelnummer}: " if self.regelnummer else ""
        return f"{plek}{self.pad}: {self.melding} ({self.regel})"


class OngeldigeWaarde(ValueError):
    """A model was given a value that the XSD would refuse. pad: the field; regel: the rule; melding: what is meant."""

    def __init__(self, pad: str, regel: str, melding: str) -> None:
        self.pad = pad
        self.regel = regel
        self.melding = melding
        super().__init__(pad, regel, melding)

    def __str__(self) -> str:
        return f"{self.pad}: {self.melding} ({self.regel})"


class Waardefout(ValueError):
    """Raised by a datatype, which does not know where in the message it stands; readers turn it into one of these."""

    def __init__(self, regel: str, melding: str) -> None:
        self.regel = regel
        self.melding = melding
        super().__init__(regel, melding)
