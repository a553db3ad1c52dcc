"""Facts of PGBs, in the dossier of the product that was decided on. Amounts in eurocents."""

from dataclasses import dataclass
from datetime import date

from monitoring.domain.dossier import Dossiersoort, Enig, Reeks


@dataclass(frozen=True)
class Toegekend:
    """A PGB as it is; `budget` for its term, None without an end."""

    gemeente: str
    code: str
    begin: date
    einde: date | None
    budget: int | None


@dataclass(frozen=True)
class Betaling:
    """What was paid for a month; below nothing what came back."""

    maand: date
    bedrag: int


@dataclass(frozen=True)
class Betaald:
    """The payments of one PGB in a part of a file."""

    gemeente: str
    code: str
    betalingen: tuple[Betaling, ...]


PGB = Enig(Dossiersoort.TOEWIJZING, "pgb", Toegekend)
PGB_BETAALD = Reeks(Dossiersoort.TOEWIJZING, "pgb-betaald:", Betaald)
