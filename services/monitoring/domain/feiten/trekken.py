"""Traits to count clients and cost by (M96, M133), as they were on the day of the decision."""

from dataclasses import dataclass

from monitoring.domain.dossier import Dossiersoort, Enig, Reeks


@dataclass(frozen=True)
class Trekken:
    """Of the client of a product; None where it is not known, and in what was told before."""

    profiel: str | None
    leeftijdsgroep: str | None
    wijk: str | None
    specialisme: str | None = None
    doelgroep: str | None = None
    """Of the decision (M13, M101): what coverage is counted by."""


TREKKEN = Enig(Dossiersoort.TOEWIJZING, "trekken", Trekken)
TREKKEN_VAN_CLIENT = Reeks(Dossiersoort.CLIENT, "trekken:", Trekken)
"""By product of the decision: the assignment has its id."""
