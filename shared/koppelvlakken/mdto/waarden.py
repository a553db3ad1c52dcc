"""The values of MDTO that we write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from koppelvlakken.mdto.selectielijst import Categorie

Niveau = Literal["Dossier", "Archiefstuk"]
Gebeurtenissoort = Literal["Creatie", "Accordering", "Verzending"]


@dataclass(frozen=True)
class Verwijzing:
    """A name, and where it has one its number with whose number that is."""

    naam: str
    kenmerk: str | None = None
    bron: str | None = None


@dataclass(frozen=True)
class Gebeurtenis:
    """What happened to it, on which day."""

    soort: Gebeurtenissoort
    op: date
    door: str | None = None


@dataclass(frozen=True)
class Bewaartermijn:
    """How long it is kept since its last change; `start` and `eind` while that change is still to come are unknown."""

    looptijd: str
    """As P15Y."""
    start: date | None = None
    eind: date | None = None
    """From which day on it may be destroyed."""


@dataclass(frozen=True)
class Informatieobject:
    """A dossier, or something in it."""

    kenmerk: str
    bron: str
    """Whose number that is: the system."""
    naam: str
    niveau: Niveau
    archiefvormer: Verwijzing
    categorie: Categorie
    bewaartermijn: Bewaartermijn
    gebeurtenissen: Sequence[Gebeurtenis] = ()
    periode: tuple[date, date | None] | None = None
    """From when until when it is about."""
    onderdeel_van: Verwijzing | None = None
    onderdelen: Sequence[Verwijzing] = ()
    representatie: Verwijzing | None = None
    """The file of it."""
    belanghebbende: str | None = None
    """A pseudonym."""


@dataclass(frozen=True)
class Bestand:
    """A file, with what shows that it did not change."""

    kenmerk: str
    bron: str
    naam: str
    omvang: int
    pronom: str
    """The code of its form, as fmt/276."""
    vorm: str
    """The same in words."""
    sha256: str
    berekend_op: datetime
    van: Verwijzing
    """Of what it is the file."""
