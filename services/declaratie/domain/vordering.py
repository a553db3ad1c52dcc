"""What a provider has to pay back: a claim with a letter and a term, taken off in a run, paid back, or withdrawn."""

from dataclasses import dataclass
from enum import StrEnum

from weigering import Weigering


class Vorderingsgrond(StrEnum):
    """Why money comes back."""

    VERREKENING = "verrekening"
    """Granted lines that would be judged otherwise now."""
    JAARAFSLUITING = "jaarafsluiting"
    CONTROLE = "controle"
    """What was billed was not delivered, or not as it was agreed."""


class Vorderingstand(StrEnum):
    """How far a claim is."""

    OPEN = "open"
    BETWIST = "betwist"
    """The provider does not agree: no run takes it off until the municipality has decided."""
    VERREKEND = "verrekend"
    TERUGBETAALD = "terugbetaald"
    GECREDITEERD = "gecrediteerd"
    """The provider took the lines back itself, by credit lines."""
    INGETROKKEN = "ingetrokken"


LOPEND = (Vorderingstand.OPEN, Vorderingstand.BETWIST)


@dataclass(frozen=True)
class Afboeking:
    """What is taken off a claim, and what is left over for the provider, both in eurocents."""

    af: int
    over: int


def moet_lopen(stand: Vorderingstand) -> None:
    """Raises Weigering for a claim that has ended."""
    if stand not in LOPEND:
        raise Weigering(f"Deze vordering is {stand.value}. Er verandert niets meer aan.", soort="beeindigd")


def boek_af(rest: int, bedrag: int) -> Afboeking:
    """A credit line takes back `bedrag` of which a claim still wants `rest`: the provider pays it once."""
    af = min(rest, bedrag)
    return Afboeking(af, bedrag - af)


def minstens(rest: int, teruggegeven: int, ontvangen: int) -> int:
    """What of a claim of which `rest` is open nobody may let go: it was given back and never received."""
    return min(rest, max(0, teruggegeven - ontvangen))
