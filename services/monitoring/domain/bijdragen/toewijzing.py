"""An assignment: from waiting for a provider to start, use and end."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from monitoring.domain.beleid import budgethouder_van, gebruikelijke_maanden, uiterste_start, waarde_van
from monitoring.domain.dossier import Bijdrage, Feit, Inhoud, Open, Opensleutel, feit, feiten
from monitoring.domain.maanden import maand_van
from monitoring.domain.omvang import (
    fysiek_maximum,
    in_eenheid_van,
    maanden_tussen,
    omvang_per_maand,
    plafond_van_maand,
    verwacht_per_maand,
)
from monitoring.domain.stappen import dagen_tussen, kenmerk_dagen

VERVALLEN = "13"
"""RedenWijziging of an assignment that is removed."""
GEDECLAREERD = "gedeclareerd:"
"""Begins the name of a fact about what was granted of one declaration."""
ONDER_PROCENT = 80
"""A month in which less of what is assigned was used counts as little use."""


class Plaats(NamedTuple):
    """Where, by whom and of what a month of an assignment is used."""

    maand: date
    gemeente: str
    agb: str
    code: str


def _nu(inhoud: Inhoud) -> Feit | None:
    """The assignment as it is; None when it is not there or was removed."""
    nu = feit(inhoud, "nu")
    return None if nu is None or nu.tekst("redenWijziging") == VERVALLEN else nu


def tel_toewijzen(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Waiting (M65) until it is assigned for the first time; what changes it later is no new assignment."""
    wacht, eerste = feit(inhoud, "voorbereid"), feit(inhoud, "eerste")
    if eerste is not None:
        besluit, datum = eerste.dag("besluitdatum"), eerste.dag("datum")
        uit.tel(
            "toewijzing", eerste.tekst("gemeente"), datum, agb=eerste.tekst("agb"), code=eerste.tekst("code"),
            kenmerk=kenmerk_dagen(dagen_tussen(besluit, datum)),
        )  # fmt: skip
    elif wacht is not None and feit(inhoud, "vervallen") is None:
        gemeente, code, sinds = wacht.tekst("gemeente"), wacht.tekst("code"), wacht.dag("besluitdatum")
        uit.tel("wachtend", gemeente, sinds, code=code)
        open_ = Open(gemeente, sinds, uiterste_start(gemeente, sinds), code=code)
        uit.open[Opensleutel("zonder-aanbieder", sleutel)] = open_
        if (tekort := feit(inhoud, "tekort")) and (tekort.getal("teKiezen") or 0) < (tekort.getal("minimum") or 0):
            uit.open[Opensleutel("tekort", sleutel)] = Open(gemeente, sinds, code=code)


def tel_start(sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Each start that was reported and not removed; on time is within the norm for waiting (M65)."""
    nu = _nu(inhoud)
    gestart = [start for _, start in feiten(inhoud, "start:") if start.waar("telt")]
    for start in gestart:
        toegewezen, begin, gemeente = start.dag("toewijzingsdatum"), start.dag("datum"), start.tekst("gemeente")
        agb, code = start.tekst("agb"), start.tekst("code")
        uit.tel("start", gemeente, begin, agb=agb, code=code, kenmerk=kenmerk_dagen(dagen_tussen(toegewezen, begin)))
        uiterst = uiterste_start(gemeente, toegewezen)
        if uiterst is not None:
            uit.tel("start:op-tijd", gemeente, begin, int(begin <= uiterst), agb=agb, code=code)
    if nu is not None and not gestart:
        sinds, gemeente = nu.dag("toewijzingsdatum"), nu.tekst("gemeente")
        open_ = Open(gemeente, sinds, uiterste_start(gemeente, sinds), agb=nu.tekst("agb"), code=nu.tekst("code"))
        uit.open[Opensleutel("niet-gestart", sleutel)] = open_


def tel_omvang(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """What is assigned per month, and how long it lasts (M98)."""
    nu = _nu(inhoud)
    if nu is None:
        return
    gemeente, agb, code, eenheid = (nu.tekst(naam) for naam in ("gemeente", "agb", "code", "eenheid"))
    for maand, volume in verwacht_per_maand(nu).items():
        uit.tel("toegewezen-maand", gemeente, maand, agb=agb, code=code)
        eurocent = waarde_van(gemeente, maand, code, eenheid, volume)
        _tel_toegewezen(uit, gemeente, maand, eurocent, agb, code)
    if nu.getal("volume") is None:
        for maand, eurocent in omvang_per_maand(nu, nu.getal("budget") or 0).items():
            uit.tel("toegewezen-maand", gemeente, maand, agb=agb, code=code)
            _tel_toegewezen(uit, gemeente, maand, eurocent, agb, code)
    begin, eind = nu.dag("ingangsdatum"), nu.dag_of_niets("einddatum")
    if eind is not None and eind >= begin:
        maanden = maanden_tussen(begin, eind)
        uit.tel("looptijd", gemeente, begin, agb=agb, code=code)
        uit.tel("looptijd-maanden", gemeente, begin, maanden, agb=agb, code=code)
        gebruikelijk = gebruikelijke_maanden(gemeente, maand_van(begin), code)
        if gebruikelijk is not None and maanden > gebruikelijk:
            uit.tel("te-lang", gemeente, begin, agb=agb, code=code)


def _tel_toegewezen(uit: Bijdrage, gemeente: str, maand: date, eurocent: int, agb: str, code: str) -> None:
    """For the municipality of the client, and for the budget of the one that will pay (M83)."""
    uit.tel("toegewezen-bedrag", gemeente, maand, eurocent, agb=agb, code=code)
    betaalt = budgethouder_van(gemeente, maand, code)
    uit.tel("budget-toegewezen", betaalt, maand, eurocent, agb=agb, code=code, kenmerk=gemeente)


def tel_bijstelling(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """Each change of the volume: less is scaling down (M94)."""
    versies = [versie for _, versie in feiten(inhoud, "versie:")]
    for vorige, versie in pairwise(versies):
        zelfde = all(vorige.tekst(naam) == versie.tekst(naam) for naam in ("eenheid", "frequentie"))
        verschil = (versie.getal("volume") or 0) - (vorige.getal("volume") or 0)
        if zelfde and verschil:
            maat = "afgeschaald" if verschil < 0 else "opgeschaald"
            gemeente, dag = versie.tekst("gemeente"), versie.dag("datum")
            uit.tel(maat, gemeente, dag, agb=versie.tekst("agb"), code=versie.tekst("code"))


def tel_gebruik(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """What was granted of declarations, month by month, beside what the assignment allows.

    A month of an assignment is one month, in whatever units and under whatever products it is billed.
    """
    nu = _nu(inhoud)
    plaatsen: dict[date, Plaats] = {}
    volumes: dict[date, Counter[str]] = {}
    bedragen = Counter[date]()
    for _, declaratie in feiten(inhoud, GEDECLAREERD):
        for regel in declaratie.rijen("regels"):
            plaats = _plaats(nu, declaratie, regel)
            maand = plaats.maand
            plaatsen[maand] = min(plaatsen.get(maand, plaats), plaats)
            volumes.setdefault(maand, Counter())[regel.tekst("eenheid")] += regel.getal("volume") or 0
            bedragen[maand] += regel.getal("bedrag") or 0
    einde = _einde(inhoud, nu)
    verwacht = verwacht_per_maand(nu) if nu and volumes else {}
    for maand, plaats in plaatsen.items():
        _tel(uit, "gebruikt-bedrag", plaats, bedragen[maand])
        if any(volume > 0 for volume in volumes[maand].values()):
            _tel_benutting(nu, verwacht.get(maand, 0), uit, plaats, volumes[maand])
            _tel_na_einde(einde, uit, plaats, bedragen[maand])


def _plaats(nu: Feit | None, declaratie: Feit, regel: Feit) -> Plaats:
    """Where the assignment is; of one that is not known, where it was billed."""
    if nu is not None:
        return Plaats(regel.dag("maand"), nu.tekst("gemeente"), nu.tekst("agb"), nu.tekst("code"))
    return Plaats(regel.dag("maand"), declaratie.tekst("gemeente"), declaratie.tekst("agb"), regel.tekst("code"))


def _tel(uit: Bijdrage, maat: str, plaats: Plaats, aantal: int = 1, kenmerk: str = "") -> None:
    uit.tel(maat, plaats.gemeente, plaats.maand, aantal, agb=plaats.agb, code=plaats.code, kenmerk=kenmerk)


def gewijzigde_maanden(voor: Inhoud, na: Inhoud) -> tuple[Inhoud, Inhoud]:
    """Of both what `tel_gebruik` needs to count the months in which a declaration changed: each counts by itself."""
    anders = [naam for naam in voor.keys() | na.keys() if voor.get(naam) != na.get(naam)]
    if not all(naam.startswith(GEDECLAREERD) for naam in anders):
        return voor, na
    maanden = {maand for naam in anders for inhoud in (voor, na) for maand in _maanden(inhoud, naam)}
    oud, nieuw = ({naam: inhoud[naam] for naam in inhoud if _blijft(inhoud, naam, maanden)} for inhoud in (voor, na))
    return oud, nieuw


def _blijft(inhoud: Inhoud, naam: str, maanden: set[str]) -> bool:
    return not naam.startswith(GEDECLAREERD) or not maanden.isdisjoint(_maanden(inhoud, naam))


def _maanden(inhoud: Inhoud, naam: str) -> list[str]:
    """The months that the lines of a declaration are about."""
    declaratie = feit(inhoud, naam)
    return [regel.tekst("maand") for regel in declaratie.rijen("regels")] if declaratie else []


def _tel_benutting(nu: Feit | None, verwacht: int, uit: Bijdrage, plaats: Plaats, volumes: Mapping[str, int]) -> None:
    """One month of use beside what was expected of it, its ceiling, and what its days can hold (M108)."""
    _tel(uit, "maand-gebruikt", plaats)
    gebruikt = _in_eenheid_van(nu, volumes) if nu else None
    if nu and gebruikt is not None and verwacht:
        if gebruikt * 100 < verwacht * ONDER_PROCENT:
            _tel(uit, "maand-onder", plaats)
        if gebruikt > verwacht:
            _tel(uit, "maand-boven", plaats)
        if gebruikt == plafond_van_maand(nu, plaats.maand):
            _tel(uit, "maand-precies", plaats)
    if any(volume > fysiek_maximum(eenheid, plaats.maand) for eenheid, volume in volumes.items()):
        _tel(uit, "meer-dan-kan", plaats)


def _in_eenheid_van(nu: Feit, volumes: Mapping[str, int]) -> int | None:
    """All that was billed in the unit of the assignment; None when a unit does not fit."""
    delen = [in_eenheid_van(nu, volume, eenheid) for eenheid, volume in volumes.items()]
    return sum(each for each in delen if each is not None) if None not in delen else None


def _tel_na_einde(einde: tuple[date, str] | None, uit: Bijdrage, plaats: Plaats, bedrag: int) -> None:
    """Granted over a whole month after death, a stop or the end (M108)."""
    if einde is not None and plaats.maand > einde[0]:
        _tel(uit, "na-einde", plaats, kenmerk=einde[1])
        _tel(uit, "na-einde-bedrag", plaats, bedrag, kenmerk=einde[1])


def _einde(inhoud: Inhoud, nu: Feit | None) -> tuple[date, str] | None:
    """The first day after which nothing is delivered any more, and why."""
    eindes = [(einde.dag("datum"), einde.tekst("reden")) for _, einde in feiten(inhoud, "einde:") if einde.waar("telt")]
    if nu is not None and (eind := nu.dag_of_niets("einddatum")):
        eindes.append((eind, "einddatum"))
    return min(eindes, default=None)
