"""Facts of evaluations."""

from dataclasses import dataclass
from datetime import date

from monitoring.domain.dossier import Dossiersoort, Enig


@dataclass(frozen=True)
class ZrmVerloop:
    """Self-reliance in one domain, at the first and the last measurement (M91)."""

    domein: str
    start: int
    nu: int


@dataclass(frozen=True)
class Geevalueerd:
    """An evaluation was held, in which these providers were named."""

    gemeente: str
    datum: date
    uitkomst: str
    doelen_totaal: int
    doelen_behaald: int
    zrm: tuple[ZrmVerloop, ...]
    aanbieders: tuple[str, ...]
    doelen_mantelzorger: int | None = None
    behaald_mantelzorger: int | None = None
    """Of the goals those for the carer; None in what was kept before they were told."""
    antwoorden: tuple[str, ...] | None = None
    producten: tuple[str, ...] | None = None
    """To the questions of direction, in the order of the region, and about which products (M87); None as before."""


EVALUATIE = Enig(Dossiersoort.EVALUATIE, "zelf", Geevalueerd)
