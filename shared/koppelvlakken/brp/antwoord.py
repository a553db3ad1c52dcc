"""What can come back when the BRP is asked: a person, nobody, or a fault with what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from koppelvlakken.brp.persoon import Persoon


class Foutsoort(StrEnum):
    """What is wrong, by what to do about it."""

    WEG = "weg"
    """No answer, too busy or broken there: asked again later."""
    AANMELDEN = "aanmelden"
    """Our token or certificate is not taken: for who looks after the connection."""
    RECHT = "recht"
    """We may not ask this: the autorisatiebesluit or the doelbinding."""
    VRAAG = "vraag"
    """The question is not as it must be: for who makes this software, or the names of headers."""
    IEMAND_ANDERS = "iemand-anders"
    """The answer is about another person, or more than one: nothing of it is used."""
    ONLEESBAAR = "onleesbaar"
    """The answer is no answer of the BRP."""


@dataclass(frozen=True)
class Gevonden:
    """The person with this BSN."""

    persoon: Persoon


@dataclass(frozen=True)
class Onbekend:
    """The BRP has nobody with this BSN."""


@dataclass(frozen=True)
class Fout:
    """No answer that can be used; it never holds anything of a person."""

    soort: Foutsoort
    status: int | None = None
    code: str | None = None
    """Of the problem document, when it is a known one."""
    parameters: Sequence[str] = ()
    """Names of what was wrong in the question."""
    wacht: float | None = None
    """Seconds that we are asked to wait (Retry-After)."""


Antwoord = Gevonden | Onbekend | Fout
