"""What is decided about messages over the GGk: which way they go, who handles them, and how one is sent again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from istandaard.termijnen import werkdagen_na
from koppelvlakken.ggk.foutcodes import Herstel
from koppelvlakken.ggk.functies import FUNCTIES
from wetten import soorten

DECLARATIE = soorten("323", "325")


@dataclass(frozen=True)
class Berichtweg:
    """From this day on a provider is reached so, under a law: as the register of toewijzing says it."""

    agb: str
    wet: str
    vanaf: date
    weg: str


def dienst_van(functie: str) -> str:
    """The service that sends and takes messages of this kind."""
    return "declaratie" if functie in DECLARATIE else "toewijzing"


def gaat_langs_ggk(wegen: Iterable[Berichtweg], agb: str, functie: str, dag: date) -> bool:
    """Whether what a municipality begins on this day goes to a provider by the GGk."""
    wet = FUNCTIES[functie].wet
    geldig = [each for each in wegen if (each.agb, each.wet) == (agb, wet) and each.vanaf <= dag]
    return bool(geldig) and max(geldig, key=lambda each: each.vanaf).weg != "api"


def uiterlijk(functie: str, dag: date) -> date | None:
    """The last day on which the answer on a message has to be there (OP090); None for what is not answered."""
    dagen = FUNCTIES[functie].werkdagen
    return None if dagen is None else werkdagen_na(dag, dagen)


class Opnieuw(StrEnum):
    """How a message is sent once more."""

    ZELFDE = "zelfde"
    """The same envelope, byte for byte."""
    NIEUW = "nieuw"
    """In a new envelope, under a new number."""


def hoe_opnieuw(herstel: Herstel, na_storing: str) -> Opnieuw | None:
    """How a message is sent again after what makes it right; None for what must not be.

    `na_storing` is what the hub asks after a fault of its own: the same envelope, or a new one.
    """
    if herstel is Herstel.NIET_OPNIEUW:
        return None
    if herstel is Herstel.LATER_OPNIEUW and na_storing == "zelfde":
        return Opnieuw.ZELFDE
    return Opnieuw.NIEUW
