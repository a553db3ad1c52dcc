"""Kwesties: what is going on with a provider, kind by kind, and what may follow on what.

A kind is a value: its subjects, its steps with their terms, and who records, moves on and reads it. A new one is one
more value here, and its words in `shared/betekenis`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from istandaard.termijnen import werkdagen_na
from monitoring.domain.stoplicht import PIJLERS

RISICO_EINDE = "gesloten"


class Kwestiesoort(StrEnum):
    """The kinds of a kwestie."""

    KLACHT = "klacht"
    RISICO = "risico"
    GESPREK = "gesprek"
    SIGNAAL = "signaal"
    VEILIGHEID = "veiligheid"
    TOEZICHT = "toezicht"


class Partij(StrEnum):
    """Who takes part; the value is the right in a token that shows it."""

    CONTRACTBEHEER = "contracten"
    CONSULENT = "toegang"
    AANBIEDER = "berichten"
    TOEZICHT = "toezicht"


GEMEENTE = frozenset({Partij.CONTRACTBEHEER, Partij.CONSULENT})
IEDEREEN = frozenset(Partij)
MET_AANBIEDER = frozenset({*GEMEENTE, Partij.AANBIEDER})
CONTRACTBEHEER = frozenset({Partij.CONTRACTBEHEER})
TOEZICHT = frozenset({Partij.TOEZICHT})
VEILIG = frozenset({Partij.CONTRACTBEHEER, Partij.TOEZICHT})


@dataclass(frozen=True)
class Termijn:
    """When the next step has to be there at the latest, from this step on or from the first day of the kwestie."""

    weken: int = 0
    werkdagen: int = 0
    vanaf_begin: bool = False

    def uiterlijk(self, begin: date, op: date) -> date:
        """The last day, of a kwestie that began on `begin` and a step set on `op`."""
        return werkdagen_na((begin if self.vanaf_begin else op) + timedelta(weeks=self.weken), self.werkdagen)


@dataclass(frozen=True)
class Stap:
    """A step: who sets it, what may follow, and by when. Without a step after it the kwestie is closed."""

    titel: str
    zet: frozenset[Partij]
    naar: tuple[str, ...] = ()
    termijn: Termijn | None = None
    eigen_termijn: bool = False
    """Whether who sets it may say by when."""
    uitkomsten: tuple[str, ...] = ()
    """One of these is said with it."""


@dataclass(frozen=True)
class Kwestieregels:
    """All that holds for a kind. The first of `stappen` is where it begins."""

    titel: str
    regel: str
    onderwerpen: tuple[str, ...]
    stappen: Mapping[str, Stap]
    leest: frozenset[Partij]
    behandelaar: str
    """Who has it in hand, unless somebody else is named."""
    afspraken: Literal["geen", "mag", "moet"] = "geen"
    weegt: bool = False
    """Whether chance and impact are asked."""
    zonder_aanbieder: bool = False
    alleen_bekend: bool = True
    """Whether the provider must have a contract or a client in the municipality."""
    onverwijld: frozenset[str] = frozenset()
    """Subjects that have to be reported at once: after the next working day it is late."""
    besproken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per subject the points of its fixed format."""

    @property
    def eerste(self) -> str:
        """The step it begins with; who may set that, records it."""
        return next(iter(self.stappen))


ZONDER_COMMISSIE = Termijn(weken=6, vanaf_begin=True)
"""A complaint is settled within six weeks (Awb 9:11, first paragraph); the documents name no term of their own."""
MET_COMMISSIE = Termijn(weken=10, vanaf_begin=True)
"""Ten weeks from its receipt where somebody independent advises (Awb 9:11, first paragraph)."""
ONDERZOEK = Termijn(weken=8, vanaf_begin=True)
"""Of the report of a provider, from the day it happened. The Wmo names no term; the Inspectie asks eight weeks."""
ONVERWIJLD = Termijn(werkdagen=1)
"""At once (Wmo 2015, 3.4; Jeugdwet, 4.1.8): the next working day at the latest; so soon somebody looks at it too."""

KLACHT = Kwestieregels(
    "Klacht",
    "M110",
    ("kwaliteit", "bejegening", "planning", "communicatie", "overig"),
    {
        "aanbieder-en-consulent": Stap(
            "Bij aanbieder en consulent", GEMEENTE, ("onafhankelijk", "afgehandeld"), ZONDER_COMMISSIE
        ),
        "onafhankelijk": Stap("Bij onafhankelijke", GEMEENTE, ("afgehandeld",), MET_COMMISSIE),
        "afgehandeld": Stap(
            "Afgehandeld", GEMEENTE, uitkomsten=("gegrond", "deels-gegrond", "ongegrond", "ingetrokken")
        ),
    },
    MET_AANBIEDER,
    "consulent",
)
RISICO = Kwestieregels(
    "Risico",
    "M106",
    ("niet-nakomen", "financieel", "continuiteit", "kwaliteit", "integriteit"),
    {
        "open": Stap("Open", CONTRACTBEHEER, (RISICO_EINDE,)),
        RISICO_EINDE: Stap("Gesloten", CONTRACTBEHEER),
    },
    CONTRACTBEHEER,
    "contractbeheer",
    afspraken="moet",
    weegt=True,
)
GESPREK = Kwestieregels(
    "Gesprek",
    "M95",
    ("kwartaalgesprek", "evaluatiegesprek", "ander-gesprek"),
    {
        "gehouden": Stap("Gehouden", CONTRACTBEHEER, ("afgerond",)),
        "afgerond": Stap("Afgerond", CONTRACTBEHEER),
    },
    frozenset({Partij.CONTRACTBEHEER, Partij.AANBIEDER}),
    "contractbeheer",
    afspraken="mag",
    besproken={"evaluatiegesprek": tuple(PIJLERS)},
)
SIGNAAL = Kwestieregels(
    "Signaal over het aanbod",
    "M112",
    ("algemene-voorziening", "gecontracteerd-aanbod", "vervoer", "wonen", "mantelzorg", "overig"),
    {
        "ontvangen": Stap("Ontvangen", MET_AANBIEDER, ("opgepakt", "afgesloten")),
        "opgepakt": Stap("Opgepakt", CONTRACTBEHEER, ("opgepakt", "afgesloten"), eigen_termijn=True),
        "afgesloten": Stap("Afgesloten", CONTRACTBEHEER, uitkomsten=("opgelost", "deels-opgelost", "niet-mogelijk")),
    },
    MET_AANBIEDER,
    "contractbeheer",
    zonder_aanbieder=True,
)
VEILIGHEID = Kwestieregels(
    "Veiligheid",
    "M123",
    ("calamiteit", "geweld", "verwaarlozing", "onveilig"),
    {
        "gemeld": Stap("Gemeld", IEDEREEN, ("onderzoek", "afgesloten"), ONVERWIJLD),
        "onderzoek": Stap("In onderzoek", VEILIG, ("rapport", "afgesloten"), ONDERZOEK),
        "rapport": Stap(
            "Rapport ontvangen", frozenset({*VEILIG, Partij.AANBIEDER}), ("onderzoek", "afgesloten"), eigen_termijn=True
        ),
        "afgesloten": Stap("Afgesloten", VEILIG, uitkomsten=("verbeterd", "geen-tekortkoming", "naar-toezicht")),
    },
    IEDEREEN,
    "toezicht",
    onverwijld=frozenset({"calamiteit", "geweld"}),
)
TOEZICHTZAAK = Kwestieregels(
    "Toezicht",
    "M124",
    ("kwaliteit", "rechtmatigheid"),
    {
        "bezoek": Stap("Bezoek", TOEZICHT, ("bevinding",), eigen_termijn=True),
        "bevinding": Stap(
            "Bevinding",
            TOEZICHT,
            ("handhaving", "terugvordering", "afgesloten"),
            eigen_termijn=True,
            uitkomsten=("voldoet", "voldoet-deels", "voldoet-niet"),
        ),
        "handhaving": Stap(
            "Handhaving", TOEZICHT, ("bezoek", "handhaving", "terugvordering", "afgesloten"), eigen_termijn=True
        ),
        "terugvordering": Stap("Terugvordering", TOEZICHT, ("afgesloten",), eigen_termijn=True),
        "afgesloten": Stap("Afgesloten", TOEZICHT),
    },
    VEILIG,
    "toezicht",
    alleen_bekend=False,
)
REGELS: Mapping[Kwestiesoort, Kwestieregels] = {
    Kwestiesoort.KLACHT: KLACHT,
    Kwestiesoort.RISICO: RISICO,
    Kwestiesoort.GESPREK: GESPREK,
    Kwestiesoort.SIGNAAL: SIGNAAL,
    Kwestiesoort.VEILIGHEID: VEILIGHEID,
    Kwestiesoort.TOEZICHT: TOEZICHTZAAK,
}


def regels_van(soort: str) -> Kwestieregels:
    """What holds for a kind."""
    return REGELS[Kwestiesoort(soort)]


def uiterlijk_na(regels: Kwestieregels, stap: str, begin: date, op: date, eigen: date | None = None) -> date | None:
    """By when the next step has to be there; None when nothing says so, or when there is no next one."""
    termijn = regels.stappen[stap].termijn
    return termijn.uiterlijk(begin, op) if termijn else eigen


def te_melden_uiterlijk(regels: Kwestieregels, onderwerp: str, op: date) -> date | None:
    """The last day to report what happened on a day; None when there is no hurry."""
    return ONVERWIJLD.uiterlijk(op, op) if onderwerp in regels.onverwijld else None


def leesbaar(partijen: frozenset[Partij]) -> frozenset[Kwestiesoort]:
    """The kinds that somebody with these roles may read."""
    return frozenset(soort for soort, regels in REGELS.items() if regels.leest & partijen)
