"""Facts of help that ended and what followed on it, each in the dossier of the client (M128)."""

from dataclasses import dataclass
from datetime import date

from monitoring.domain.dossier import Dossiersoort, Enig, Reeks


@dataclass(frozen=True)
class Gestopt:
    """The provider stopped an assignment (307); `reden` as the standard of its law has it (WMO588, JZ588).

    A stop for a while, or one that was removed, does not count.
    """

    toewijzing: str
    datum: date
    reden: str
    telt: bool


@dataclass(frozen=True)
class Verlengd:
    """A product added its days to an assignment that ran already (OP380)."""

    toewijzing: str
    datum: date


@dataclass(frozen=True)
class Vervolgd:
    """What follows when an indication ends, as was decided (M38)."""

    vervolg: str


@dataclass(frozen=True)
class Vertrokken:
    """The client died or moved to another municipality."""

    laatste_dag: date


STOP = Reeks(Dossiersoort.CLIENT, "stop:", Gestopt)
"""By assignment and last day."""
VERLENGD = Reeks(Dossiersoort.CLIENT, "verlengd:", Verlengd)
"""By product of the decision."""
VERVOLG = Reeks(Dossiersoort.CLIENT, "vervolg:", Vervolgd)
"""By product of the decision."""
VERTROKKEN = Enig(Dossiersoort.CLIENT, "vertrokken", Vertrokken)
