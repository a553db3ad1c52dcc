"""Which cases are behind a figure: what leads on to a list, in words, and what does not and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, SupportsIndex, TypedDict, Unpack

from monitoring.domain import maten
from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.maten import Maat
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.selectie import Selectie

MELDING, TOEWIJZING, DECLARATIE = (Dossiersoort.MELDING,), (Dossiersoort.TOEWIJZING,), (Dossiersoort.DECLARATIE,)
BERICHT, VERZOEK, CLIENT = (Dossiersoort.BERICHT,), (Dossiersoort.VERZOEK,), (Dossiersoort.CLIENT,)
EIGEN = (*MELDING, *TOEWIJZING, *DECLARATIE, *VERZOEK)


@dataclass(frozen=True)
class Telt:
    """What a figure counts, in plain Dutch, and in which dossiers."""

    wat: str
    soorten: tuple[Dossiersoort, ...]
    doorlopend: bool = False
    """Whether it counts over and over while a case runs; else about when the case begins."""


VINDBAAR: Mapping[Maat, Telt] = {
    maten.MELDING: Telt("Meldingen", MELDING),
    maten.ONDERZOEK: Telt("Onderzoeken die klaar zijn", MELDING),
    maten.ONDERZOEK.op_tijd: Telt("Onderzoeken binnen de termijn", MELDING),
    maten.AANVRAAG: Telt("Aanvragen", MELDING),
    maten.BESLUIT: Telt("Besluiten op een aanvraag", MELDING),
    maten.BESLUIT.op_tijd: Telt("Besluiten binnen de termijn", MELDING),
    maten.BESCHIKKING: Telt("Beschikkingen", MELDING),
    maten.UITKOMST: Telt("Besluiten met deze uitkomst", MELDING),
    maten.BESCHIKT: Telt("Beschikte producten", MELDING),
    maten.BEZWAAR: Telt("Bezwaren", MELDING),
    maten.JEUGD: Telt("Besluiten over jeugdhulp", MELDING),
    maten.GESLOTEN: Telt("Meldingen die gesloten zijn zonder besluit", MELDING),
    maten.SIGNAAL: Telt("Signalen over de sociale basis", (Dossiersoort.SIGNAAL,)),
    maten.RAADPLEGING: Telt("Deskundigen die om raad zijn gevraagd", (Dossiersoort.RAADPLEGING,)),
    maten.RAADPLEGING_IN_GROEP: Telt("Deskundigen die in een groep om raad zijn gevraagd", (Dossiersoort.RAADPLEGING,)),
    maten.WACHTEND: Telt("Producten zonder aanbieder", TOEWIJZING),
    maten.TOEWIJZING: Telt("Nieuwe toewijzingen", TOEWIJZING),
    maten.START: Telt("Hulp die is gestart", TOEWIJZING),
    maten.START.op_tijd: Telt("Hulp die op tijd is gestart", TOEWIJZING),
    maten.AFGESCHAALD: Telt("Toewijzingen met minder hulp", TOEWIJZING),
    maten.OPGESCHAALD: Telt("Toewijzingen met meer hulp", TOEWIJZING),
    maten.LOOPTIJD: Telt("Toewijzingen met een einddatum", TOEWIJZING),
    maten.TE_LANG: Telt("Toewijzingen die langer duren dan gebruikelijk", TOEWIJZING),
    maten.TOEGEWEZEN_MAAND: Telt("Maanden van toewijzingen", TOEWIJZING, doorlopend=True),
    maten.MAAND_GEBRUIKT: Telt("Maanden waarin iets is toegekend", TOEWIJZING, doorlopend=True),
    maten.MAAND_ONDER: Telt("Maanden waarin weinig is gebruikt", TOEWIJZING, doorlopend=True),
    maten.MAAND_BOVEN: Telt("Maanden boven het gemiddelde", TOEWIJZING, doorlopend=True),
    maten.MAAND_PRECIES: Telt("Maanden met precies het hoogste volume", TOEWIJZING, doorlopend=True),
    maten.MEER_DAN_KAN: Telt("Maanden met meer volume dan erin past", TOEWIJZING, doorlopend=True),
    maten.NA_EINDE: Telt("Maanden met hulp na het einde", TOEWIJZING, doorlopend=True),
    maten.DECLARATIE: Telt("Declaraties", DECLARATIE),
    maten.DECLARATIE.op_tijd: Telt("Declaraties met een antwoord op tijd", DECLARATIE),
    maten.PRESTATIES_INGEDIEND: Telt("Ingediende prestaties", DECLARATIE),
    maten.PRESTATIES_TOEGEKEND: Telt("Toegekende prestaties", DECLARATIE),
    maten.AFKEURING: Telt("Afgewezen prestaties met deze retourcode", DECLARATIE),
    maten.AANDACHT: Telt("Prestaties met een aandachtspunt", DECLARATIE),
    maten.AANDACHT_AKKOORD: Telt("Aandachtspunten die akkoord zijn", DECLARATIE),
    maten.BERICHT: Telt("Berichten", BERICHT),
    maten.BERICHT_AFGEKEURD: Telt("Afgekeurde berichten", BERICHT),
    maten.ANTWOORD: Telt("Berichten met een antwoord", BERICHT),
    maten.ANTWOORD.op_tijd: Telt("Berichten met een antwoord op tijd", BERICHT),
    maten.VERZOEK: Telt("Verzoeken van aanbieders", VERZOEK),
    maten.VERZOEK.op_tijd: Telt("Verzoeken met een antwoord op tijd", VERZOEK),
    maten.EIGEN_TERMIJN: Telt("Wat de gemeente deed en had afgesproken", EIGEN),
    maten.EIGEN_TERMIJN.op_tijd: Telt("Wat de gemeente op tijd deed", EIGEN),
    maten.UITSTROOM: Telt("Cliënten van wie de hulp is gestopt", CLIENT),
    maten.CLIENT: Telt("Cliëntmaanden", CLIENT),
}
"""In the order of their bits: a new one comes last, and asks for a rebuild."""
BIT: Mapping[Maat, int] = {maat: 1 << nummer for nummer, maat in enumerate(VINDBAAR)}
ALLE_MATEN = -1
"""All bits: of which figures a dossier counts in is not known."""
MAAT_OP_NAAM: Mapping[str, Maat] = {maat.naam: maat for maat in VINDBAAR}

BEDRAG = "Een bedrag is van regels van declaraties. Die staan bij declaraties, en monitoring kent ze niet één voor één."
ANTWOORDEN = "Wat mensen antwoorden of bereiken tonen we alleen in groepen: een lijst zou zeggen wie het is."
ONDERDEEL = "Hoeveel maanden iets duurt staat bij de toewijzingen zelf."
WAAROM_NIET: Mapping[Maat, str] = {
    **dict.fromkeys(
        (
            maten.TOEGEWEZEN_BEDRAG, maten.GEBRUIKT_BEDRAG, maten.KOSTEN_PROFIEL, maten.KOSTEN_LEEFTIJD,
            maten.KOSTEN_WIJK, maten.NA_EINDE_BEDRAG, maten.BEDRAG_INGEDIEND, maten.BEDRAG_TOEGEKEND,
            maten.AFKEURING_BEDRAG, maten.AANDACHT_BEDRAG, maten.BUDGET_INGEDIEND, maten.BUDGET_TOEGEKEND,
            maten.BUDGET_TOEGEWEZEN, maten.BUDGET_BINNEN, maten.PGB_TOEGEKEND, maten.PGB_BETAALD,
        ),
        BEDRAG,
    ),
    **dict.fromkeys(
        (
            maten.EVALUATIE, maten.DOEL, maten.DOEL_BEHAALD, maten.DOEL_MANTELZORGER, maten.DOEL_MANTELZORGER_BEHAALD,
            maten.DOEL_ZONDER_ZRM, maten.REGIEVRAAG, maten.REGIEVRAAG_PRODUCT, maten.ZRM, maten.ZRM_START, maten.ZRM_NU,
        ),
        ANTWOORDEN,
    ),
    maten.LOOPTIJD_MAANDEN: ONDERDEEL,
}  # fmt: skip
"""Why a figure has no list. A percentage has none either: the two numbers that it is made of do."""
IETS = "*"
"""Behind the beginning of a kenmerk: whatever follows, but not nothing."""


def past_kenmerk(patroon: str | None, kenmerk: str) -> bool:
    """Whether a kenmerk is the one that is asked for, or begins like it where it ends with IETS; None is any."""
    if patroon is None:
        return True
    if patroon.endswith(IETS):
        begin = patroon.removesuffix(IETS)
        return kenmerk.startswith(begin) and len(kenmerk) > len(begin)
    return kenmerk == patroon


class Bron(NamedTuple):
    """Where a number comes from: what is counted in this selection, less what is counted of `min` in it."""

    maat: Maat
    selectie: Selectie
    kenmerk: str | None = None
    min: Maat | None = None


class Wachtbron(NamedTuple):
    """The same of what waits: of which kind, and whether only what is late."""

    soort: Opensoort
    selectie: Selectie
    kenmerk: str | None = None
    te_laat: bool = False


class Telling(int):
    """A number of cases, lines or messages that knows where it comes from; reckoned with it is a plain number.

    Only the difference of two of the same selection still leads on: those of the one without those of the other.
    """

    bron: Bron | Wachtbron

    def __new__(cls, aantal: SupportsIndex, bron: Bron | Wachtbron) -> "Telling":
        """So many of these."""
        zelf = super().__new__(cls, aantal)
        zelf.bron = bron
        return zelf

    def __add__(self, ander: int) -> int:
        """Nothing added changes nothing."""
        return self if ander == 0 else int(self) + int(ander)

    __radd__ = __add__

    def __sub__(self, ander: int) -> int:
        """Those that are not among the others."""
        verschil = int(self) - int(ander)
        if ander == 0:
            return self
        if not isinstance(ander, Telling):
            return verschil
        eigen, weg = self.bron, ander.bron
        if isinstance(eigen, Wachtbron) or isinstance(weg, Wachtbron) or eigen.min or weg.min:
            return verschil
        zelfde = (eigen.selectie, eigen.kenmerk) == (weg.selectie, weg.kenmerk)
        return Telling(verschil, eigen._replace(min=weg.maat)) if zelfde else verschil


class Deel(TypedDict, total=False):
    """A part of a selection: what is not named is as in the selection."""

    maand: date
    gemeente: str
    agb: str
    code: str
    kenmerk: str


def telling(aantal: int, maat: Maat, selectie: Selectie, **deel: Unpack[Deel]) -> int:
    """A figure within a part of a selection, as what leads on where its maat does."""
    return Telling(aantal, Bron(maat, _binnen(selectie, deel), deel.get("kenmerk"))) if maat in VINDBAAR else aantal


def _binnen(selectie: Selectie, deel: Deel) -> Selectie:
    """The selection with what is told apart."""
    if not deel or deel.keys() == {"kenmerk"}:
        return selectie
    maand = deel.get("maand")
    return replace(
        selectie,
        van=maand or selectie.van,
        tot=maand or selectie.tot,
        gemeenten=frozenset({deel["gemeente"]}) if "gemeente" in deel else selectie.gemeenten,
        aanbieders=frozenset({deel["agb"]}) if "agb" in deel else selectie.aanbieders,
        code=deel.get("code", selectie.code),
    )
