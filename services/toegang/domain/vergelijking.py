"""Indications compared, so that standard interventions and arbitrariness show (M31)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles

KLEINST = 10
"""Fewer than this many indications say nothing, and could point at a person."""
STANDAARD_PROCENT = 60
"""From this share of equal indications on, they look like a standard intervention; an example value."""
SPREIDING_PROCENT = 50
"""From this quartile distance, as a share of the median, the same situation is judged very differently; an example."""


@dataclass(frozen=True)
class Indicatie:
    """Minutes per week that one afweging gave."""

    product: str
    traject: str | None
    aantal_gebieden: int
    minuten: int


@dataclass(frozen=True)
class Vergelijking:
    """The indications for one product in one situation: minutes per week, and what they point at."""

    product: str
    traject: str | None
    aantal_gebieden: int
    aantal: int
    mediaan: int
    kwart: int
    driekwart: int
    meest_gekozen: int
    aandeel_meest_gekozen: int
    """Percent."""
    standaard: bool
    spreiding: bool


def vergelijk(indicaties: Iterable[Indicatie]) -> list[Vergelijking]:
    """Per product, traject and number of areas: the spread of minutes, where there are enough to say something."""
    groepen: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for each in indicaties:
        groepen[each.product, each.traject or "", each.aantal_gebieden].append(each.minuten)
    return [
        _vergelijking(*sleutel, groepen[sleutel]) for sleutel in sorted(groepen) if len(groepen[sleutel]) >= KLEINST
    ]


def _vergelijking(product: str, traject: str, aantal_gebieden: int, minuten: list[int]) -> Vergelijking:
    kwart, midden, driekwart = quantiles(minuten, n=4, method="inclusive")
    waarde, keer = Counter(sorted(minuten)).most_common(1)[0]
    aandeel = round(100 * keer / len(minuten))
    return Vergelijking(
        product=product,
        traject=traject or None,
        aantal_gebieden=aantal_gebieden,
        aantal=len(minuten),
        mediaan=round(median(minuten)),
        kwart=round(kwart),
        driekwart=round(driekwart),
        meest_gekozen=waarde,
        aandeel_meest_gekozen=aandeel,
        standaard=aandeel >= STANDAARD_PROCENT,
        spreiding=100 * (driekwart - kwart) >= SPREIDING_PROCENT * midden > 0,
    )
