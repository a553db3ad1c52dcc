"""What every table gets, whoever makes it, so that no figure says more than it knows.

A month that is not complete is marked, and what cannot be split by what somebody chose is empty instead of 0.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from monitoring.domain.maanden import Maandstand, Ritme, maandreeks, maandstand
from monitoring.domain.rapport import GETALLEN, Kolom, Kolomsoort, Rapport, Uitsplitsing, Waarde
from monitoring.domain.selectie import Selectie
from werkplek.opmaak import maand as maandnaam

STAND = Kolom("stand", "Stand van de maand", "maandstand")
VOORLOPIG: dict[Maandstand, tuple[str, str]] = {
    "nog niet alles binnen": (
        "Over {} komen nog declaraties binnen.",
        "Over {} tot en met {} komen nog declaraties binnen.",
    ),
    "loopt nog": ("{} loopt nog.", "{} tot en met {} lopen nog."),
    "moet nog komen": ("{} moet nog komen.", "{} tot en met {} moeten nog komen."),
}  # fmt: skip
"""How it is said of one month, and of several."""


def werk_af(rapport: Rapport, selectie: Selectie, vandaag: date) -> Rapport:
    """The table as everybody gets it: page, CSV, XLSX and API."""
    return _met_maandstand(_zonder_onbekende(rapport, _keuzes(selectie)), selectie, vandaag)


def _keuzes(selectie: Selectie) -> set[Uitsplitsing]:
    keuzes: set[Uitsplitsing] = set()
    if selectie.code is not None:
        keuzes.add("product")
    if selectie.aanbieders is not None:
        keuzes.add("aanbieder")
    return keuzes


def _zonder_onbekende(rapport: Rapport, keuzes: set[Uitsplitsing]) -> Rapport:
    """Empty what is not known per product or provider while one is chosen, and say so."""
    onbekend = [kolom.niet_per and not keuzes.isdisjoint(kolom.niet_per) for kolom in rapport.kolommen]
    getallen = [leeg for kolom, leeg in zip(rapport.kolommen, onbekend, strict=True) if kolom.soort in GETALLEN]
    geheel = keuzes & set(rapport.niet_per)
    if geheel or (getallen and all(getallen)):
        welke = geheel or {keus for kolom in rapport.kolommen for keus in kolom.niet_per if keus in keuzes}
        leeg = f"Deze cijfers zijn er niet per {' en '.join(sorted(welke))}. Maak die keuze ongedaan om ze te zien."
        return replace(rapport, rijen=(), leeg=leeg)
    if not any(onbekend):
        return rapport
    rijen = tuple(
        tuple(None if leeg else waarde for waarde, leeg in zip(rij, onbekend, strict=True)) for rij in rapport.rijen
    )
    namen = ", ".join(kolom.titel for kolom, leeg in zip(rapport.kolommen, onbekend, strict=True) if leeg)
    return replace(
        rapport, rijen=rijen, let_op=(*rapport.let_op, f"Met deze keuze niet bekend, en daarom leeg: {namen}.")
    )


def _met_maandstand(rapport: Rapport, selectie: Selectie, vandaag: date) -> Rapport:
    """Say which months are not complete; a table by month tells it in a column too."""
    if rapport.ritme is None or not rapport.rijen:
        return rapport
    per_maand = rapport.kolommen[0].soort == "maand"
    maanden = sorted({rij[0] for rij in rapport.rijen if isinstance(rij[0], date)}) if per_maand else []
    zinnen = voorlopig(maanden or maanden_van(selectie, vandaag), vandaag, rapport.ritme)
    if not per_maand:
        return replace(rapport, voorlopig=zinnen)
    rijen = tuple(_rij_met_stand(rapport, rij, vandaag, rapport.ritme) for rij in rapport.rijen)
    return replace(rapport, kolommen=(*rapport.kolommen, STAND), rijen=rijen, voorlopig=zinnen)


def maanden_van(selectie: Selectie, vandaag: date) -> list[date]:
    """The months of the selection as far as they may be incomplete; without a last month up to this one."""
    deze = vandaag.replace(day=1)
    tot = selectie.tot or deze
    begin = deze.replace(year=deze.year - 1)
    return list(maandreeks(max(selectie.van or begin, begin), tot))


def _rij_met_stand(rapport: Rapport, rij: Sequence[Waarde], vandaag: date, ritme: Ritme) -> tuple[Waarde, ...]:
    """A row with how far its month is.

    What is drawn along its months has a row for each of them: in one to come 0 only says that nothing is known yet.
    """
    maand = rij[0]
    assert isinstance(maand, date)
    hoe_ver = maandstand(maand, vandaag, ritme)
    if hoe_ver == "moet nog komen" and rapport.grafiek is not None:
        rij = [_leeg_als_nul(kolom.soort, waarde) for kolom, waarde in zip(rapport.kolommen, rij, strict=True)]
    return (*rij, hoe_ver)


def _leeg_als_nul(soort: Kolomsoort, waarde: Waarde) -> Waarde:
    return None if soort in GETALLEN and waarde == 0 else waarde


def voorlopig(maanden: Sequence[date], vandaag: date, ritme: Ritme) -> tuple[str, ...]:
    """Which of these months are not complete, in plain Dutch."""
    zinnen = []
    for hoe_ver, (een, meer) in VOORLOPIG.items():
        deze = [maand for maand in maanden if maandstand(maand, vandaag, ritme) == hoe_ver]
        if deze:
            zin = een if len(deze) == 1 else meer
            tekst = zin.format(maandnaam(deze[0]), maandnaam(deze[-1]))
            zinnen.append(tekst[0].upper() + tekst[1:])
    return tuple(zinnen)
