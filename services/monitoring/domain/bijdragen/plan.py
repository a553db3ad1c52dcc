"""Evaluations with goals, self-reliance and direction (M85, M87, M91), and signals about the social base (M112)."""

from itertools import product

from monitoring.domain import maten
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.plan import EVALUATIE, Geevalueerd
from monitoring.domain.feiten.toegang import RAADPLEGING, SIGNAAL

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
        (maten.DOEL_MANTELZORGER, "", evaluatie.doelen_mantelzorger or 0),
        (maten.DOEL_MANTELZORGER_BEHAALD, "", evaluatie.behaald_mantelzorger or 0),
        (maten.DOEL_ZONDER_ZRM, "", int(zonder_zrm(evaluatie))),
    ]
    gezegd = [f"{nummer}:{antwoord}" for nummer, antwoord in enumerate(evaluatie.antwoorden or (), 1)]
    waarden += [(maten.REGIEVRAAG, kenmerk, 1) for kenmerk in gezegd]
    for kenmerk, code in product(gezegd, set(evaluatie.producten or ())):
        uit.tel(maten.REGIEVRAAG_PRODUCT, evaluatie.gemeente, evaluatie.datum, code=code, kenmerk=kenmerk)
    for zrm in evaluatie.zrm:
        domein = zrm.domein[:KENMERK_LENGTE]
        waarden += [(maten.ZRM, domein, 1), (maten.ZRM_START, domein, zrm.start), (maten.ZRM_NU, domein, zrm.nu)]
    for maat, kenmerk, waarde in waarden:
        uit.tel(maat, evaluatie.gemeente, evaluatie.datum, waarde, kenmerk=kenmerk)
        for agb in set(evaluatie.aanbieders):
            uit.tel_alleen(maat, evaluatie.gemeente, evaluatie.datum, agb, waarde, kenmerk)


def zonder_zrm(evaluatie: Geevalueerd) -> bool:
    """Whether all goals were reached while self-reliance, where it was measured twice, did not rise (M141)."""
    alle = evaluatie.doelen_totaal > 0 and evaluatie.doelen_behaald == evaluatie.doelen_totaal
    return alle and bool(evaluatie.zrm) and sum(each.nu - each.start for each in evaluatie.zrm) <= 0


def bijdrage_signaal(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """A gap in the social base, by subject (M112)."""
    if signaal := SIGNAAL.in_(inhoud):
        uit.tel(maten.SIGNAAL, signaal.gemeente, signaal.datum, kenmerk=signaal.onderwerp[:KENMERK_LENGTE])


def bijdrage_raadpleging(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """An expert who was asked, by what he knows about (M126)."""
    if gevraagd := RAADPLEGING.in_(inhoud):
        kenmerk = gevraagd.deskundigheid[:KENMERK_LENGTE]
        for maat in (maten.RAADPLEGING, *([maten.RAADPLEGING_IN_GROEP] if gevraagd.in_groep else [])):
            uit.tel(maat, gevraagd.gemeente, gevraagd.datum, kenmerk=kenmerk)
