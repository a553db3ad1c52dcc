"""How fast the bills of a month come in, learned from what came in before. A month is its first day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

from monitoring.domain.maanden import Ritme, maandnummer

RIJP = 6
"""So many whole months after a month all of it counts as in; what was answered later counts as answered then."""
VENSTER = 24
"""So many months that are old enough are looked at: how providers bill changes."""
GENOEG = 6
"""With fewer of them, a product has no pace of its own."""
BIJNA_ALLES = Fraction(90, 100)
"""A month of which this much is in, counts as in."""

Binnengekomen = Mapping[tuple[date, int], int]
"""Eurocents granted, by month and by how many months later they were answered (`maanden_later`)."""


def maanden_later(maand: date, beantwoord_op: date) -> int:
    """How many months after `maand` something was answered, from 0 up to RIJP."""
    return min(max(maandnummer(beantwoord_op) - maandnummer(maand), 0), RIJP)


def leeftijd(maand: date, vandaag: date) -> int:
    """How many whole months went by since a month: 0 when it was the last one, negative while it is not over."""
    return maandnummer(vandaag) - maandnummer(maand) - 1


@dataclass(frozen=True)
class Tempo:
    """What share of a month is in, by how many whole months went by since; after the last of them all is in."""

    delen: tuple[Fraction, ...]

    def deel(self, leeftijd: int) -> Fraction:
        """The share that is in; nothing of a month that is not over."""
        if leeftijd < 0:
            return Fraction(0)
        return self.delen[leeftijd] if leeftijd < len(self.delen) else Fraction(1)

    @property
    def binnen_na(self) -> int:
        """After how many whole months a month is in."""
        return next((nummer for nummer, deel in enumerate(self.delen) if deel >= BIJNA_ALLES), len(self.delen))


KALENDER = Tempo((Fraction(0),) * Ritme.DECLARATIES.value)
"""Where nothing was learned yet: a month is in when the month after it is over too."""


@dataclass(frozen=True)
class Tempos:
    """The pace of each product that has enough history; of the others that of all together, or of the calendar."""

    per_product: Mapping[str, Tempo]
    anders: Tempo = KALENDER

    def van(self, code: str) -> Tempo:
        """How fast the bills of a product come in."""
        return self.per_product.get(code, self.anders)


def leer_tempos(per_product: Mapping[str, Binnengekomen], vandaag: date) -> Tempos:
    """Learn from months of which all is in. Who bills a product does so for every municipality alike."""
    samen: Counter[tuple[date, int]] = Counter()
    for binnen in per_product.values():
        samen.update(binnen)
    eigen = {code: tempo for code, binnen in per_product.items() if (tempo := _leer(binnen, vandaag))}
    return Tempos(eigen, _leer(samen, vandaag) or KALENDER)


def _leer(binnen: Binnengekomen, vandaag: date) -> Tempo | None:
    """The pace of these months together; None when too few of them are old enough."""
    totaal: Counter[date] = Counter()
    for (maand, _), bedrag in binnen.items():
        if RIJP <= leeftijd(maand, vandaag) < RIJP + VENSTER:
            totaal[maand] += bedrag
    rijp = {maand for maand, bedrag in totaal.items() if bedrag > 0}
    if len(rijp) < GENOEG:
        return None
    geheel = sum(totaal[maand] for maand in rijp)
    per_later: Counter[int] = Counter()
    for (maand, later), bedrag in binnen.items():
        if maand in rijp:
            per_later[later] += bedrag
    tot_nu = accumulate(per_later[later] for later in range(RIJP))
    # A credit that came later makes a share of more than all of it: then all was in.
    delen = (min(max(Fraction(som, geheel), Fraction(0)), Fraction(1)) for som in tot_nu)
    return Tempo(tuple(accumulate(delen, max)))
