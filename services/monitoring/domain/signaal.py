"""When a fact about billing is worth a look (M108); growth of a provider too (M109). A signal is never a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

GROEI_PUNTEN = 50
"""So many percentage points above the growth of all providers together is a signal."""
GROEI_EUROCENT = 1_000_000
"""Below this difference of 10,000 euros growth says little: a small provider doubles easily."""
MINIMUM_MAANDEN = 12
PLAFOND_PROCENT = 90


@dataclass(frozen=True)
class Groei:
    """How a provider grew beside all together, in percents rounded to show them; `verschil` in eurocents."""

    agb: str
    eigen: int
    samen: int
    verschil: int


def afwijkende_groei(nu: Mapping[str, int], toen: Mapping[str, int]) -> list[Groei]:
    """Providers whose amount grew far more than that of all together; who is new has nothing to grow from."""
    samen = _groei(sum(nu.values()), sum(toen.values()))
    gevonden = []
    for agb, bedrag in sorted(nu.items()):
        eigen, verschil = _groei(bedrag, toen.get(agb, 0)), bedrag - toen.get(agb, 0)
        if eigen is None or samen is None:
            continue
        if eigen - samen >= GROEI_PUNTEN and verschil >= GROEI_EUROCENT:
            gevonden.append(Groei(agb, _half_omhoog(eigen), _half_omhoog(samen), verschil))
    return gevonden


def _groei(nu: int, toen: int) -> Fraction | None:
    """In percents, exactly."""
    return Fraction((nu - toen) * 100, toen) if toen > 0 else None


def _half_omhoog(waarde: Fraction) -> int:
    return floor(waarde + Fraction(1, 2))


def bijna_altijd_plafond(maanden: int, precies: int) -> bool:
    """Whether almost every month of use is exactly the ceiling, over enough months to say so."""
    return maanden >= MINIMUM_MAANDEN and precies * 100 >= maanden * PLAFOND_PROCENT
