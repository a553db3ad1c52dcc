"""How much an assignment holds in a month: what is expected, what is the ceiling, and what a month can hold at all."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

import wetten
from istandaard.cdt import GeslotenPeriode, Omvang
from istandaard.codes import Eenheid, Frequentie
from istandaard.volume import ToegewezenOmvang, in_eenheid, maanden, plafond_periode
from monitoring.domain.feiten.toewijzing import Toegewezen
from monitoring.domain.maanden import maand_van, volgende_maand

HORIZON = 60
"""Months that an assignment without an end is looked ahead."""
LANGST = 600
"""Months of an assignment with an end: nobody has support for more than fifty years, but a typing error says so."""
FYSIEK_PER_DAG = {
    Eenheid.MINUUT: 24 * 60,
    Eenheid.UUR: 24,
    Eenheid.ETMAAL: 1,
    Eenheid.DAGDEEL: 6,
}
"""What one day can hold of a unit of time. A dagdeel is four hours."""


def maanden_tussen(begin: date, eind: date) -> int:
    """Calendar months that the term touches."""
    return maanden(begin, eind)


def maanden_van(begin: date, eind: date | None) -> Iterator[tuple[date, date, date]]:
    """Month, first and last day within it, of an assignment; without an end so far ahead as is looked."""
    maand = maand_van(begin)
    for _ in range(HORIZON if eind is None else LANGST):
        if eind is not None and maand > eind:
            return
        volgende = volgende_maand(maand)
        laatste = volgende - timedelta(days=1)
        yield maand, max(begin, maand), laatste if eind is None else min(eind, laatste)
        maand = volgende


def verwacht_per_maand(nu: Toegewezen) -> dict[date, int]:
    """The volume that fits in each month, by its days; a total is spread evenly over its term (M46, M49, M50).

    Rounded down over the term so far, so that the months together are the whole. Empty without a volume.
    """
    volume, frequentie = nu.volume, nu.frequentie
    if volume is None:
        return {}
    if frequentie == Frequentie.PER_MAAND:
        return {maand: volume for maand, _, _ in maanden_van(nu.ingangsdatum, nu.einddatum)}
    if frequentie == Frequentie.TOTAAL:
        return omvang_per_maand(nu, volume)
    dagen_per_keer = 7 if frequentie == Frequentie.PER_WEEK else 1
    per_maand, geweest, gegeven = {}, 0, 0
    for maand, eerste, laatste in maanden_van(nu.ingangsdatum, nu.einddatum):
        geweest += (laatste - eerste).days + 1
        tot_nu = volume * geweest // dagen_per_keer
        per_maand[maand], gegeven = tot_nu - gegeven, tot_nu
    return per_maand


def omvang_per_maand(nu: Toegewezen, geheel: int) -> dict[date, int]:
    """A total spread over the term by days; nothing without an end or a total."""
    return over_maanden(nu.ingangsdatum, nu.einddatum, geheel)


def over_maanden(begin: date, eind: date | None, geheel: int) -> dict[date, int]:
    """The same from its first day up to and including its last; nothing of what ends before it begins."""
    if eind is None or eind < begin or not geheel:
        return {}
    dagen = (eind - begin).days + 1
    per_maand, geweest, gegeven = {}, 0, 0
    for maand, eerste, laatste in maanden_van(begin, eind):
        geweest += (laatste - eerste).days + 1
        tot_nu = geheel * geweest // dagen
        per_maand[maand], gegeven = tot_nu - gegeven, tot_nu
    return per_maand


def plafond_van_maand(nu: Toegewezen, maand: date) -> int | None:
    """The most that may be billed in a month (TR321); None where a month has no ceiling of its own."""
    if nu.volume is None or nu.frequentie == Frequentie.TOTAAL:
        return None
    codes = (nu.eenheid or "", nu.frequentie or "", nu.categorie or "")
    return _plafond(nu.volume, codes, nu.ingangsdatum, nu.einddatum, maand)


@lru_cache(65_536)
def _plafond(volume: int, codes: tuple[str, str, str], begin: date, eind: date | None, maand: date) -> int | None:
    eenheid, frequentie, categorie = codes
    try:
        omvang = Omvang(volume=volume, eenheid=Eenheid(eenheid), frequentie=Frequentie(frequentie))
        toewijzing = ToegewezenOmvang(omvang, wetten.categorie(categorie), begin, eind)
    except ValueError:
        return None  # a code that the standard does not know has no ceiling that we know
    laatste = maand.replace(day=monthrange(maand.year, maand.month)[1])
    return plafond_periode(toewijzing, GeslotenPeriode(begindatum=maand, einddatum=laatste))


def in_eenheid_van(nu: Toegewezen, volume: int, eenheid: str) -> Fraction | None:
    """A billed volume in the unit of the assignment, to lay beside its ceiling; None when the units do not fit.

    Minutes may be billed on hours (TR341), and need not be whole ones.
    """
    try:
        deel = in_eenheid(1, Eenheid(nu.eenheid or ""), Eenheid(eenheid))
    except ValueError:
        return None
    return Fraction(volume, deel)


def fysiek_maximum(eenheid: str, maand: date) -> float:
    """What the days of a month can hold of a unit of time; no limit for pieces and euros."""
    per_dag = next((aantal for each, aantal in FYSIEK_PER_DAG.items() if each == eenheid), None)
    return float("inf") if per_dag is None else per_dag * monthrange(maand.year, maand.month)[1]
