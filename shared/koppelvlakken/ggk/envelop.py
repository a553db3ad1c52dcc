"""The envelopes of StUF-GGk 2.1 patch 4 as values: Di01 (a message that begins), Du01 (an answer) and Fo01 (an error).

Also Bv03 and Fo03, with which whoever takes one in answers at once; those stay between us and the adapter.
"""

from dataclasses import dataclass
from enum import StrEnum

GGK = "http://www.stufstandaarden.nl/koppelvlak/ggk0210"
STUF = "http://www.egem.nl/StUF/StUF0301"
ONTVANGENDE_APPLICATIE = "GGk"
"""What every envelope names as the application that receives it, in both directions."""
MAXIMALE_GROOTTE = 25 * 1000 * 1000
"""Bytes of a whole envelope, base64 included. Whether 25 MB is decimal or binary nobody says: this is the smaller."""


class Soort(StrEnum):
    """The two envelopes that carry a message."""

    DI01 = "Di01"
    DU01 = "Du01"


@dataclass(frozen=True, slots=True)
class Systeem:
    """A sender or a receiver. `organisatie` is a CBS code, an AGB code, or the name of a party of the chain."""

    organisatie: str | None
    applicatie: str
    administratie: str | None = None
    gebruiker: str | None = None


@dataclass(frozen=True, slots=True)
class Versie:
    """A version and a subversion, of four digits each: 0003 and 0002."""

    versie: str
    subversie: str


@dataclass(frozen=True, slots=True)
class Envelop:
    """A message on its way: who sends it to whom, under which number, and what is in it."""

    soort: Soort
    zender: Systeem
    ontvanger: Systeem
    referentienummer: str
    """UUID version 4 in lower case, of this envelope only."""
    tijdstip: str
    """8 to 17 digits, EEJJMMDDuummssmmm."""
    functie: str
    """The kind of message inside, such as WMO301."""
    applicatie_versie: Versie
    functie_versie: Versie
    inhoud: bytes
    """The message itself, without base64."""
    cross_referentienummer: str | None = None
    """Of the Di01 that a Du01 answers; a Di01 has none."""
    bestandsnaam: str | None = None
    """Of a text file; None for XML, as iWmo and iJw are."""


class Plek(StrEnum):
    """Whose fault it is: of who sent the message, or of who should take it in."""

    CLIENT = "client"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Fout:
    """What is wrong, in a Fo01 or Fo03."""

    code: str
    plek: Plek
    omschrijving: str
    details: str | None = None
    details_xml: bytes | None = None
    """The message that it is about, as XML; None when it is not sent along."""


@dataclass(frozen=True, slots=True)
class Foutbericht:
    """A Fo01: a message was not processed, and counts as not sent (OP286)."""

    zender: Systeem
    ontvanger: Systeem
    referentienummer: str
    tijdstip: str
    cross_referentienummer: str
    """Of the Di01 or Du01 that it is about."""
    fout: Fout


@dataclass(frozen=True, slots=True)
class Ontvangstbevestiging:
    """A Bv03: the envelope was taken in."""

    zender: Systeem
    ontvanger: Systeem
    referentienummer: str
    tijdstip: str
    cross_referentienummer: str


@dataclass(frozen=True, slots=True)
class Weigering:
    """A Fo03: the envelope was not taken in."""

    zender: Systeem
    ontvanger: Systeem
    referentienummer: str
    tijdstip: str
    cross_referentienummer: str
    fout: Fout


Bericht = Envelop | Foutbericht
"""What travels."""
Antwoord = Ontvangstbevestiging | Weigering
"""What is said of it at once."""


class Envelopfout(Exception):
    """What was read is no envelope of this version. The text says where, in Dutch, and holds nothing of what it has."""

    def __init__(self, plek: str, melding: str) -> None:
        self.plek = plek
        self.melding = melding
        super().__init__(plek, melding)

    def __str__(self) -> str:
        return f"{self.plek}: {self.melding}"
