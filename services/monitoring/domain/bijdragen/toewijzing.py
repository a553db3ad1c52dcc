"""An assignment: from waiting for a provider to start and change."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from istandaard.codes import RedenWijziging
from monitoring.domain import maten
from monitoring.domain.beleid import budgethouder_van, gebruikelijke_maanden, uiterste_start, waarde_van
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.bijdragen.eigen_termijnen import tel_eigen_termijn
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.toewijzing import (
    EERSTE,
    GESPROKEN,
    NU,
    OVERBRUGGING,
    START,
    TEKORT,
    VERSIE,
    VERVALLEN,
    VOORBEREID,
    Gestart,
    Toegewezen,
)
from monitoring.domain.maanden import maand_van
from monitoring.domain.omvang import maanden_tussen, omvang_per_maand, verwacht_per_maand
from monitoring.domain.openstaand import Open, Opensleutel, Opensoort
from monitoring.domain.stappen import dagen_tussen, kenmerk_dagen


def geldend(inhoud: Inhoud) -> Toegewezen | None:
    """The assignment as it is; None when it is not there or was removed."""
    nu = NU.in_(inhoud)
    return None if nu is None or nu.reden_wijziging == RedenWijziging.VERWIJDERD else nu


def tel_toewijzen(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Waiting (M65) until it is assigned for the first time; what changes it later is no new assignment."""
    wacht, eerste = VOORBEREID.in_(inhoud), EERSTE.in_(inhoud)
    if wacht is not None and (contacten := GESPROKEN.in_(inhoud)):
        gesproken = min(each.datum for each in contacten.values())
        tel_eigen_termijn("wachtende-gesproken", wacht.gemeente, wacht.besluitdatum, gesproken, uit, code=wacht.code)
    if eerste is not None:
        dagen = kenmerk_dagen(dagen_tussen(eerste.besluitdatum, eerste.datum))
        uit.tel(maten.TOEWIJZING, eerste.gemeente, eerste.datum, agb=eerste.agb, code=eerste.code, kenmerk=dagen)
        termijn = (eerste.gemeente, eerste.besluitdatum, eerste.datum, uit)
        tel_eigen_termijn("toewijzing-verzonden", *termijn, agb=eerste.agb, code=eerste.code)
    elif wacht is not None and VERVALLEN.in_(inhoud) is None:
        gemeente, code, sinds = wacht.gemeente, wacht.code or "", wacht.besluitdatum
        uit.tel(maten.WACHTEND, gemeente, sinds, code=code)
        uiterlijk = uiterste_start(gemeente, sinds)
        uit.open[Opensleutel(Opensoort.ZONDER_AANBIEDER, sleutel)] = Open(
            gemeente, sinds, uiterlijk, code=code, wet=uit.wet
        )
        _tel_onoverbrugd(sleutel, inhoud, Open(gemeente, sinds, uiterlijk, code=code, wet=uit.wet), uit)
        if (tekort := TEKORT.in_(inhoud)) and tekort.te_kiezen < tekort.minimum:
            uit.open[Opensleutel(Opensoort.TEKORT, sleutel)] = Open(gemeente, sinds, code=code, wet=uit.wet)


def _tel_onoverbrugd(sleutel: str, inhoud: Inhoud, wacht: Open, uit: Bijdrage) -> None:
    """It stands out from the day on which the norm has passed and nothing helps the client any more (M65)."""
    gedekt = wacht.uiterlijk
    if gedekt is None:
        return
    for each in sorted(OVERBRUGGING.in_(inhoud).values(), key=lambda each: each.vanaf):
        if each.vanaf <= gedekt + timedelta(days=1):
            if each.tot is None:
                return
            gedekt = max(gedekt, each.tot)
    uit.open[Opensleutel(Opensoort.ONOVERBRUGD, sleutel)] = replace(wacht, uiterlijk=gedekt)


def tel_start(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Each start that was reported and not removed; what has none yet waits until the assignment ends (M65).

    One of an assignment that was taken in by file is no start to measure by (M134).
    """
    nu = geldend(inhoud)
    gestart = [start for start in START.in_(inhoud).values() if start.telt]
    for start in gestart:
        if not start.overgenomen:
            _tel_start(start, uit)
    if nu is not None and not gestart:
        uiterlijk = uiterste_start(nu.gemeente, nu.toewijzingsdatum)
        wacht = Open(
            nu.gemeente, nu.toewijzingsdatum, uiterlijk, agb=nu.agb, code=nu.code or "", wet=uit.wet, tot=nu.einddatum
        )
        uit.open[Opensleutel(Opensoort.NIET_GESTART, sleutel)] = wacht


def _tel_start(start: Gestart, uit: Bijdrage) -> None:
    """On time is within the norm for waiting (M65)."""
    gemeente, begin, agb, code = start.gemeente, start.datum, start.agb, start.code
    dagen = kenmerk_dagen(dagen_tussen(start.toewijzingsdatum, begin))
    uit.tel(maten.START, gemeente, begin, agb=agb, code=code, kenmerk=dagen)
    uiterst = uiterste_start(gemeente, start.toewijzingsdatum)
    if uiterst is not None:
        uit.tel(maten.START.op_tijd, gemeente, begin, int(begin <= uiterst), agb=agb, code=code)


def tel_omvang(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """What is assigned per month, and how long it lasts (M98)."""
    nu = geldend(inhoud)
    if nu is None:
        return
    gemeente, code = nu.gemeente, nu.code or ""
    for maand, volume in verwacht_per_maand(nu).items():
        _tel_toegewezen(nu, maand, waarde_van(gemeente, maand, code, nu.eenheid or "", volume), uit)
    if nu.volume is None:
        for maand, eurocent in omvang_per_maand(nu, nu.budget or 0).items():
            _tel_toegewezen(nu, maand, eurocent, uit)
    if nu.einddatum is not None and nu.einddatum >= nu.ingangsdatum:
        _tel_looptijd(nu, maanden_tussen(nu.ingangsdatum, nu.einddatum), uit)


def _tel_toegewezen(nu: Toegewezen, maand: date, eurocent: int, uit: Bijdrage) -> None:
    """A month, for the municipality of the client, and for the budget of the one that will pay (M83)."""
    gemeente, agb, code = nu.gemeente, nu.agb, nu.code or ""
    uit.tel(maten.TOEGEWEZEN_MAAND, gemeente, maand, agb=agb, code=code)
    uit.tel(maten.TOEGEWEZEN_BEDRAG, gemeente, maand, eurocent, agb=agb, code=code)
    betaalt = budgethouder_van(gemeente, maand, code)
    uit.tel(maten.BUDGET_TOEGEWEZEN, betaalt, maand, eurocent, agb=agb, code=code, kenmerk=gemeente)


def _tel_looptijd(nu: Toegewezen, maanden: int, uit: Bijdrage) -> None:
    gemeente, begin, agb, code = nu.gemeente, nu.ingangsdatum, nu.agb, nu.code or ""
    uit.tel(maten.LOOPTIJD, gemeente, begin, agb=agb, code=code)
    uit.tel(maten.LOOPTIJD_MAANDEN, gemeente, begin, maanden, agb=agb, code=code)
    gebruikelijk = gebruikelijke_maanden(gemeente, maand_van(begin), code)
    if gebruikelijk is not None and maanden > gebruikelijk:
        uit.tel(maten.TE_LANG, gemeente, begin, agb=agb, code=code)


def tel_bijstelling(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Each change of the volume: less is scaling down (M94)."""
    for vorige, versie in pairwise(VERSIE.in_(inhoud).values()):
        zelfde = (vorige.eenheid, vorige.frequentie) == (versie.eenheid, versie.frequentie)
        verschil = (versie.volume or 0) - (vorige.volume or 0)
        if zelfde and verschil:
            maat = maten.AFGESCHAALD if verschil < 0 else maten.OPGESCHAALD
            uit.tel(maat, versie.gemeente, versie.datum, agb=versie.agb, code=versie.code)
