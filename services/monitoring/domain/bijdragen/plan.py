"""Evaluations with goals and self-reliance (M85, M91), and signals about the social base (M112)."""

from monitoring.domain import maten
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.plan import EVALUATIE
from monitoring.domain.feiten.toegang import SIGNAAL

KENMERK_LENGTE = 30
"""Characters of a kenmerk that the table of figures keeps."""


def bijdrage_evaluatie(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """An evaluation counts once for the municipality, and once for every provider that is named in it."""
    evaluatie = EVALUATIE.in_(inhoud)
    if evaluatie is None:
        return
    waarden = [
        (maten.EVALUATIE, evaluatie.uitkomst, 1),
        (maten.DOEL, "", evaluatie.doelen_totaal),
        (maten.DOEL_BEHAALD, "", evaluatie.doelen_behaald),
    ]
    for zrm in evaluatie.zrm:
        domein = zrm.domein[:KENMERK_LENGTE]
        waarden += [(maten.ZRM, domein, 1), (maten.ZRM_START, domein, zrm.start), (maten.ZRM_NU, domein, zrm.nu)]
    for maat, kenmerk, waarde in waarden:
        uit.tel(maat, evaluatie.gemeente, evaluatie.datum, waarde, kenmerk=kenmerk)
        for agb in set(evaluatie.aanbieders):
            uit.tel_alleen(maat, evaluatie.gemeente, evaluatie.datum, agb, waarde, kenmerk)


def bijdrage_signaal(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A gap in the social base, by subject (M112)."""
    if signaal := SIGNAAL.in_(inhoud):
        uit.tel(maten.SIGNAAL, signaal.gemeente, signaal.datum, kenmerk=signaal.onderwerp[:KENMERK_LENGTE])
