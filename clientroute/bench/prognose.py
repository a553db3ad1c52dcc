"""How far forecasts are off: at every month-end of five years, the year foretold and what it became (M73, M113).

Beside it a straight line: what was granted so far, divided by the months that went by, times twelve.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import cast

from rich.console import Console

from clientroute.bench import regiojaren
from clientroute.bench.figure import Figure
from monitoring.domain.maanden import maand_erbij
from monitoring.domain.prognose import MAANDEN, Verloop, prognose
from monitoring.domain.tempo import leer_tempos, maanden_later

Historie = Mapping[tuple[str, str], Mapping[tuple[date, int], int]]
"""Eurocents per municipality and product, by month and by how many months later they were granted."""
console = Console(stderr=True)


@dataclass(frozen=True)
class Terugblik:
    """The year of a municipality as it was foretold with so many months left, and by a straight line."""

    maanden_over: int
    werd: int
    verwacht: int
    rechte_lijn: Fraction

    @property
    def fout(self) -> Fraction:
        """How far off, as a share of what it became."""
        return Fraction(abs(self.verwacht - self.werd), self.werd)

    @property
    def fout_rechte_lijn(self) -> Fraction:
        """The same of the straight line."""
        return abs(self.rechte_lijn - self.werd) / self.werd


def historie(antwoorden: Iterable[Mapping[str, object]]) -> Historie:
    """What was granted and when, of answers on declarations (`declaraties.beantwoord`)."""
    gevonden: dict[tuple[str, str], Counter[tuple[date, int]]] = {}
    for each in antwoorden:
        for product in cast(list[Mapping[str, object]], each["producten"]):
            plek = str(each["gemeente"]), str(product["code"])
            maand = date.fromisoformat(str(product["maand"]))
            later = maanden_later(maand, date.fromisoformat(str(each["beantwoordOp"])[:10]))
            gevonden.setdefault(plek, Counter())[maand, later] += int(str(product["bedragToegekend"]))
    return gevonden


def terugblik(alles: Historie, jaren: Iterable[int]) -> Iterator[Terugblik]:
    """Every municipality at every month-end of these years from which something can be foretold."""
    for jaar in jaren:
        for verstreken in range(1, MAANDEN + 1):
            vandaag = maand_erbij(date(jaar, 1, 1), verstreken)
            yield from _op_een_dag(alles, jaar, verstreken, vandaag)


def _op_een_dag(alles: Historie, jaar: int, verstreken: int, vandaag: date) -> Iterator[Terugblik]:
    """With nothing but what was granted before that day, which is the first of a month."""
    gezien = {plek: _voor(binnen, vandaag) for plek, binnen in alles.items()}
    per_product: dict[str, Counter[tuple[date, int]]] = {}
    for (_, code), binnen in gezien.items():
        per_product.setdefault(code, Counter()).update(binnen)
    tempos = leer_tempos(per_product, vandaag)
    for gemeente in sorted({gemeente for gemeente, _ in alles}):
        verlopen = []
        for (waar, code), binnen in gezien.items():
            if waar == gemeente:
                per_maand = _per_maand(binnen)
                verlopen.append(Verloop(per_maand, per_maand, {}, tempos.van(code)))
        werd = sum(_in_jaar(binnen, jaar) for (waar, _), binnen in alles.items() if waar == gemeente)
        nu = sum(_in_jaar(binnen, jaar) for (waar, _), binnen in gezien.items() if waar == gemeente)
        verwacht = prognose(jaar, verlopen, None, vandaag).verwacht
        if verwacht is not None and werd > 0:
            yield Terugblik(MAANDEN - verstreken, werd, verwacht, Fraction(nu * MAANDEN, verstreken))


def _voor(binnen: Mapping[tuple[date, int], int], vandaag: date) -> dict[tuple[date, int], int]:
    return {key: bedrag for key, bedrag in binnen.items() if maand_erbij(*key) < vandaag}


def _per_maand(binnen: Mapping[tuple[date, int], int]) -> Counter[date]:
    som: Counter[date] = Counter()
    for (maand, _), bedrag in binnen.items():
        som[maand] += bedrag
    return som


def _in_jaar(binnen: Mapping[tuple[date, int], int], jaar: int) -> int:
    return sum(bedrag for (maand, _), bedrag in binnen.items() if maand.year == jaar)


def gemiddelde_fouten(blikken: Iterable[Terugblik]) -> dict[int, tuple[Fraction, Fraction]]:
    """By months left, most first: how far the forecast is off on average, and the straight line."""
    per_horizon: dict[int, list[Terugblik]] = {}
    for each in blikken:
        per_horizon.setdefault(each.maanden_over, []).append(each)
    return {
        over: (
            sum((each.fout for each in deze), Fraction(0)) / len(deze),
            sum((each.fout_rechte_lijn for each in deze), Fraction(0)) / len(deze),
        )
        for over, deze in sorted(per_horizon.items(), reverse=True)
    }


@cache
def _gemeten() -> dict[int, tuple[Fraction, Fraction]]:
    jaren = range(regiojaren.EERSTE.year, regiojaren.EERSTE.year + regiojaren.MAANDEN // MAANDEN)
    gemeten = gemiddelde_fouten(terugblik(historie(regiojaren.beantwoord(regiojaren.CLIENTEN)), jaren))
    for over, (fout, recht) in gemeten.items():
        regel = f"prognose: {over:2} maanden over, {float(fout):6.1%} ernaast; een rechte lijn {float(recht):6.1%}"
        console.print(regel, highlight=False)
    return gemeten


def _gemiddeld(plaats: int) -> float:
    """In per cent, over all horizons alike."""
    fouten = [each[plaats] for each in _gemeten().values()]
    return float(100 * sum(fouten, Fraction(0)) / len(fouten))


FIGURES = [
    Figure(
        name="prognose_fout",
        ours=lambda: _gemiddeld(0),
        base=lambda: _gemiddeld(1),
        unit="%",
        about="How far the forecast of a year is off, over every month-end of five years, beside a straight line.",
        rounds=1,
    )
]
