"""Under which law a case is: noted where it is another than the Wmo, so that what was noted before stays as it is."""

from dataclasses import dataclass

from monitoring.domain.dossier import Dossiersoort, Inhoud
from wetten import Wet

NAAM = "wet"
ONDER_EEN_WET = {
    Dossiersoort.MELDING,
    Dossiersoort.TOEWIJZING,
    Dossiersoort.DECLARATIE,
    Dossiersoort.LUMPSUM,
    Dossiersoort.NOSHOW,
    Dossiersoort.BERICHT,
    Dossiersoort.VERZOEK,
}
"""The dossiers that are under one law. What is of a person is under all of them: a plan, what a client has."""


@dataclass(frozen=True)
class VanWet:
    """The law of a dossier."""

    wet: str


def wet_van(soort: Dossiersoort, inhoud: Inhoud) -> str:
    """The law that a dossier is under; '' when it is under none."""
    if soort not in ONDER_EEN_WET:
        return ""
    genoteerd = inhoud.get(NAAM)
    return Wet.WMO.value if genoteerd is None else genoteerd.als(VanWet).wet
