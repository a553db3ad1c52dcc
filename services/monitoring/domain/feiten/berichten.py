"""Facts of messages, and of requests of providers."""

from dataclasses import dataclass
from datetime import date

from monitoring.domain.dossier import Dossiersoort, Enig, Reeks


@dataclass(frozen=True)
class Bericht:
    """A message that came `in` or went `uit` (`richting`)."""

    gemeente: str
    agb: str
    soort: str
    richting: str
    op: date
    is_antwoord: bool


@dataclass(frozen=True)
class BerichtAfgekeurd:
    """A message was rejected, with these return codes."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class BerichtBeantwoord:
    """A message was answered."""

    op: date


@dataclass(frozen=True)
class Verzocht:
    """A provider asked for something (VOT, VOW)."""

    gemeente: str
    agb: str
    soort: str
    datum: date
    uiterlijk: date


@dataclass(frozen=True)
class VerzoekBesloten(Verzocht):
    """The answer on it."""

    besloten_op: date
    besluit: str


BERICHT = Enig(Dossiersoort.BERICHT, "zelf", Bericht)
BERICHT_AFGEKEURD = Enig(Dossiersoort.BERICHT, "afgekeurd", BerichtAfgekeurd)
BERICHT_BEANTWOORD = Reeks(Dossiersoort.BERICHT, "antwoord:", BerichtBeantwoord)
VERZOEK_ONTVANGEN = Enig(Dossiersoort.VERZOEK, "ontvangen", Verzocht)
VERZOEK_BESLOTEN = Enig(Dossiersoort.VERZOEK, "besloten", VerzoekBesloten)
