"""Which rows of a table are drawn one by one, and which only together."""

from dataclasses import dataclass

from monitoring.domain.rapport import Grafiek, Rapport, Waarde

HOOGSTENS = 20
"""Bars of single rows where there are more; the others together and what they are laid beside come on top."""
Rij = tuple[Waarde, ...]


@dataclass(frozen=True)
class Rangorde:
    """The places of rows that are drawn, in order; of those that are not; and of the one they are laid beside."""

    getekend: tuple[int, ...]
    overige: tuple[int, ...] = ()
    referentie: tuple[int, ...] = ()


def rangorde(rapport: Rapport, grafiek: Grafiek) -> Rangorde:
    """All rows in their own order. Of more bars than fit the largest by the first series, from large to small."""
    plaatsen = range(len(rapport.rijen))
    referentie = tuple(each for each in plaatsen if rapport.rijen[each][0] == grafiek.referentie)
    # One row more takes the place of "the others".
    if grafiek.vorm == "lijn" or len(plaatsen) - len(referentie) <= HOOGSTENS + 1:
        return Rangorde(tuple(plaatsen))
    (kolom, *_) = reeksplaatsen(rapport, grafiek)
    rest = [each for each in plaatsen if each not in referentie]
    rest.sort(key=lambda each: -_grootte(rapport.rijen[each][kolom]))
    return Rangorde(tuple(rest[:HOOGSTENS]), tuple(rest[HOOGSTENS:]), referentie)


def reeksplaatsen(rapport: Rapport, grafiek: Grafiek) -> list[int]:
    """Where the columns of the series are."""
    namen = [kolom.naam for kolom in rapport.kolommen]
    return [namen.index(reeks) for reeks in grafiek.reeksen]


def samen(rapport: Rapport, grafiek: Grafiek, overige: tuple[int, ...]) -> list[Waarde]:
    """What the rows that are not drawn give together, per series."""
    if grafiek.overige is not None:
        return list(grafiek.overige)
    rijen = [rapport.rijen[each] for each in overige]
    return [sum(_getal(rij[plaats]) for rij in rijen) for plaats in reeksplaatsen(rapport, grafiek)]


def _grootte(waarde: Waarde) -> float:
    return waarde if isinstance(waarde, int | float) else float("-inf")


def _getal(waarde: Waarde) -> int | float:
    return waarde if isinstance(waarde, int | float) else 0
