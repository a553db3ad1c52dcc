"""Facts of declarations. Amounts in eurocents, credit negative."""

from dataclasses import dataclass
from datetime import date

from monitoring.domain.dossier import Dossiersoort, Enig, Reeks


@dataclass(frozen=True)
class Afkeuring:
    """How often a return code was given on prestaties, and their amount in eurocents."""

    retourcode: str
    aantal: int
    bedrag: int


@dataclass(frozen=True)
class ProductTotaal:
    """Prestaties and eurocents of one product in a declaration that one municipality pays, delivered in one month."""

    code: str
    ingediend: int
    toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int
    budgethouder: str | None = None
    maand: date | None = None
    """Of the help; not known of answers of before it was told."""


@dataclass(frozen=True)
class Beantwoord:
    """A declaration with its answer; amounts in eurocents."""

    gemeente: str
    agb: str
    retourcode: str
    prestaties_ingediend: int
    prestaties_toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int
    afkeuringen: tuple[Afkeuring, ...]
    producten: tuple[ProductTotaal, ...]
    maand: date
    """Of the declaratieperiode (decision record 0301)."""
    ontvangen_op: date
    beantwoord_op: date


@dataclass(frozen=True)
class Aandachtspunten:
    """What one rule of policy points at: how many prestaties, and their amount in eurocents."""

    m_nummer: str
    aantal: int
    bedrag: int


@dataclass(frozen=True)
class AandachtVastgelegd:
    """What the policy of the region points at in a declaration."""

    punten: tuple[Aandachtspunten, ...]


@dataclass(frozen=True)
class Afgehandeld:
    """What somebody decided about an aandachtspunt."""

    m_nummer: str
    besluit: str


@dataclass(frozen=True)
class DeelVanLumpsum:
    """What is paid of a lump sum on a day, in eurocents; `betaalbaar` once a payment run may take it."""

    dag: date
    bedrag: int
    betaalbaar: bool


@dataclass(frozen=True)
class Lumpsum:
    """A lump sum for a task as it is, with the parts that are paid of it (M140)."""

    budgethouder: str
    agb: str
    code: str
    delen: tuple[DeelVanLumpsum, ...]


@dataclass(frozen=True)
class Noshow:
    """What is paid for an appointment that nobody came to, in eurocents; nothing once it was withdrawn (M77)."""

    gemeente: str
    budgethouder: str
    agb: str
    code: str
    dag: date
    gemeld_op: date
    bedrag: int


@dataclass(frozen=True)
class Overgeboekt:
    """A transfer that a declaration is in; one that the bank refused or sent back does not count."""

    budgethouder: str
    datum: date
    telt: bool


NOSHOW = Enig(Dossiersoort.NOSHOW, "nu", Noshow)
LUMPSUM = Enig(Dossiersoort.LUMPSUM, "nu", Lumpsum)
ANTWOORD = Enig(Dossiersoort.DECLARATIE, "antwoord", Beantwoord)
AANDACHT = Enig(Dossiersoort.DECLARATIE, "aandacht", AandachtVastgelegd)
OVERGEBOEKT = Reeks(Dossiersoort.DECLARATIE, "overgeboekt:", Overgeboekt)
"""By transfer."""
AFGEHANDELD = Reeks(Dossiersoort.DECLARATIE, "afgehandeld:", Afgehandeld)
