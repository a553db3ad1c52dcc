"""Which rows of a table are drawn one by one, and which only together."""

from dataclasses import dataclass

from monitoring.domain.rapport import GETALLEN, Grafiek, Rapport, Waarde

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


def ergste_eerst(rapport: Rapport) -> tuple[Rij, ...]:
    """Rows by what asks for a look: red and orange lights and what is late, else the largest first number."""
    soorten = [kolom.soort for kolom in rapport.kolommen]
    lichten = [plaats for plaats, soort in enumerate(soorten) if soort == "licht"]
    laat = [plaats for plaats, kolom in enumerate(rapport.kolommen) if kolom.naam in {"teLaat", "termijn"}]
    getal = next((plaats for plaats, soort in enumerate(soorten) if plaats and soort in GETALLEN), None)

    def ernst(rij: Rij) -> tuple[float, ...]:
        kleuren = [rij[plaats] for plaats in lichten]
        te_laat = sum(rij[plaats] == "te laat" or _getal(rij[plaats]) for plaats in laat)
        groot = _grootte(rij[getal]) if getal is not None else 0
        return (-kleuren.count("rood"), -kleuren.count("oranje"), -te_laat, -groot)

    return tuple(sorted(rapport.rijen, key=ernst))


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
