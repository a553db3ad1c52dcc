"""Spending of a year so far, and a careful look ahead (M73, M113). All amounts in eurocents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import floor, isqrt

from monitoring.domain.maanden import Ritme, maand_erbij
from monitoring.domain.tempo import KALENDER, Tempo, leeftijd

MAANDEN = 12
BAND = Fraction(128, 100)
"""1.28 times the spread: four times out of five the year ends within the band, if the months to come are alike."""
BRUIKBAAR = Fraction(1, 2)
"""Of a month of which less than this share is in, nothing is concluded but that it will be no less."""
RECENT = 6
"""So many of the last months make the level: what changed during the year weighs sooner."""
STILTE = 2
"""So many months longer a month is waited for of which no later one was billed."""
GENOEG = 3
"""With fewer months the use of what is assigned is not known: then all of it is expected."""


@dataclass(frozen=True)
class Verloop:
    """One product within a budget, by month, also of months before the year, and how fast its bills come in."""

    toegekend: Mapping[date, int]
    voor_deze_maand: Mapping[date, int]
    """What of it was answered before the month that is under way."""
    toegewezen: Mapping[date, int] = field(default_factory=dict)
    tempo: Tempo = KALENDER

    @cached_property
    def laatste(self) -> date:
        """The last month in which something was granted."""
        return max((maand for maand, bedrag in self.toegekend.items() if bedrag), default=date.min)


@dataclass(frozen=True)
class Prognose:
    """The expected total of the year with its band, and the month in which the budget is used up; None when unknown.

    Of a single known month there is no band. `verplicht` is what was granted and what the assignments of the rest of
    the year give by the use that is expected of them.
    """

    verwacht: int | None
    onder: int | None
    boven: int | None
    op_in: date | None
    verplicht: int
    is_voorbij: bool
    """All of the year is in: nothing is expected any more."""


@dataclass(frozen=True)
class _Maand:
    """What is known of a month: granted, and how much it will be as far as that follows from it."""

    toegekend: int
    schatting: Fraction | None
    is_vast: bool
    """It may make the expectation less too."""


@dataclass(frozen=True)
class _Jaar:
    """One product in the year: what every month is known as, and what is expected of it."""

    maanden: Sequence[_Maand]
    begin: int
    """The first real month: those before it say nothing."""
    gemiddeld: Fraction | None
    verwacht: Sequence[Fraction]
    verplicht: Sequence[Fraction]


def prognose(jaar: int, producten: Sequence[Verloop], budget: int | None, vandaag: date) -> Prognose:
    """Look ahead from what is in: per product its level, from its first real month on, for the months to come.

    A month of which most is in counts as what it holds and what is usually to follow. The last of them may raise the
    level and not lower it, since a bill that is late looks the same as help that ended. What a month to come holds
    already is the least that it will be. Of a year that is in nothing more is expected than that pace says. Without one
    month of which most is in nothing can be said.
    """
    jaren = [_jaar(each, jaar, vandaag) for each in producten]
    toegekend = sum(maand.toegekend for each in jaren for maand in each.maanden)
    is_voorbij = all(_is_voorbij(each.tempo, jaar, vandaag) for each in producten or [Verloop({}, {})])
    verplicht = sum((sum(each.verplicht) for each in jaren), Fraction(0))
    if not is_voorbij and not any(each.gemiddeld is not None for each in jaren):
        return Prognose(None, None, None, None, floor(verplicht), is_voorbij)
    per_maand = [sum((each.verwacht[nummer] for each in jaren), Fraction(0)) for nummer in range(MAANDEN)]
    verwacht, marge = floor(sum(per_maand)), 0 if is_voorbij else _marge(jaren)
    onder = None if marge is None else max(toegekend, verwacht - marge)
    boven = None if marge is None else verwacht + marge
    return Prognose(verwacht, onder, boven, _op_in(jaar, per_maand, budget), floor(verplicht), is_voorbij)


def _is_voorbij(tempo: Tempo, jaar: int, vandaag: date) -> bool:
    return leeftijd(date(jaar, MAANDEN, 1), vandaag) >= tempo.binnen_na


def _jaar(product: Verloop, jaar: int, vandaag: date) -> _Jaar:
    """What is not sure is at least the average of what is known, with or without it: the most of the two."""
    namen = [date(jaar, nummer, 1) for nummer in range(1, MAANDEN + 1)]
    maanden = [_maand(product, naam, vandaag) for naam in namen]
    begin = _begin(product, namen)
    gemiddeld = _gemiddeld(_bekend(maanden[begin:]))
    vast = _gemiddeld(_bekend([each for each in maanden[begin:] if each.is_vast]))
    niveau = max((each for each in (vast, gemiddeld) if each is not None), default=None)
    gebruik = Fraction(1) if all(each.is_vast for each in maanden) else _gebruik(product, vandaag)
    verwacht, verplicht = [], []
    for naam, maand in zip(namen, maanden, strict=True):
        minst = Fraction(maand.toegekend) if maand.schatting is None else maand.schatting
        verwacht.append(minst if maand.is_vast or niveau is None else max(minst, niveau))
        verplicht.append(minst if maand.is_vast else max(minst, product.toegewezen.get(naam, 0) * gebruik))
    return _Jaar(maanden, begin, gemiddeld, verwacht, verplicht)


def _maand(product: Verloop, maand: date, vandaag: date) -> _Maand:
    """One that is billed only now is not sure yet, unless its year is in.

    A bill of a later month says that the ones before it were billed. Where there is none, a month that is low is waited
    for longer than its bills usually take, and one that is empty is not known until then.
    """
    oud, tempo = leeftijd(maand, vandaag), product.tempo
    wacht = Ritme.DECLARATIES.value if maand < product.laatste else tempo.binnen_na + STILTE
    is_vast = oud > wacht or _is_voorbij(tempo, maand.year, vandaag)
    toegekend = product.toegekend.get(maand, 0)
    deel = tempo.deel(oud)
    if deel == 1 and is_vast:  # most months, and dividing costs
        return _Maand(toegekend, Fraction(toegekend), is_vast)
    if deel < BRUIKBAAR or (maand > product.laatste and not is_vast):
        return _Maand(toegekend, None, is_vast=False)
    binnen = min(toegekend, product.voor_deze_maand.get(maand, 0))
    return _Maand(toegekend, max(Fraction(toegekend), Fraction(binnen) / deel), is_vast)


def _begin(product: Verloop, namen: Sequence[date]) -> int:
    """The first month in which something was granted; January when the help goes on from the year before."""
    if product.toegekend.get(maand_erbij(namen[0], -1), 0):
        return 0
    return next((nummer for nummer, naam in enumerate(namen) if product.toegekend.get(naam, 0)), MAANDEN)


def _bekend(maanden: Sequence[_Maand]) -> list[Fraction]:
    return [each.schatting for each in maanden if each.schatting is not None]


def _gemiddeld(bedragen: Sequence[Fraction]) -> Fraction | None:
    """The average of the last ones, and never less than nothing: nobody expects a credit. None of none."""
    recent = bedragen[-RECENT:]
    return max(sum(recent, Fraction(0)) / len(recent), Fraction(0)) if recent else None


def _gebruik(product: Verloop, vandaag: date) -> Fraction:
    """Which share of what is assigned gets granted: in the last year that is in, at most all of it."""
    jongste = product.tempo.binnen_na + 2
    maanden = [maand_erbij(vandaag.replace(day=1), -jongste - nummer) for nummer in range(MAANDEN)]
    bekend = {each: _maand(product, each, vandaag) for each in maanden if product.toegewezen.get(each, 0) > 0}
    met = {naam: maand for naam, maand in bekend.items() if maand.is_vast}
    if len(met) < GENOEG:
        return Fraction(1)
    gebruikt = sum((each.schatting or Fraction(0) for each in met.values()), Fraction(0))
    return min(max(gebruikt / sum(product.toegewezen[each] for each in met), Fraction(0)), Fraction(1))


def _marge(jaren: Sequence[_Jaar]) -> int | None:
    """How far the year may end from what is expected, in whole eurocents; None of a single known month.

    The months to come differ as the known ones do, and so does the average of these from what it should be.
    """
    bekend = [each for each in jaren if each.gemiddeld is not None]
    afwijking: dict[int, Fraction] = {}
    for nummer, bedrag in _afwijkingen(bekend):
        afwijking[nummer] = afwijking.get(nummer, Fraction(0)) + bedrag
    aantal = len(afwijking)
    if aantal < 2:
        return None
    rest = sum(1 for nummer in range(MAANDEN) if any(each.maanden[nummer].schatting is None for each in bekend))
    spreiding = sum((each * each for each in afwijking.values()), Fraction(0)) / (aantal - 1)
    # Squared all stays exact, and is rounded down once: no float ever holds money.
    return isqrt(floor(BAND * BAND * spreiding * (rest + Fraction(rest * rest, aantal))))


def _afwijkingen(jaren: Sequence[_Jaar]) -> Iterator[tuple[int, Fraction]]:
    for each in jaren:
        for nummer, maand in enumerate(each.maanden):
            if nummer >= each.begin and maand.schatting is not None and each.gemiddeld is not None:
                yield nummer, maand.schatting - each.gemiddeld


def _op_in(jaar: int, per_maand: Sequence[Fraction], budget: int | None) -> date | None:
    """The first month in which the budget is used up, None when it lasts the year."""
    if budget is None:
        return None
    maanden = (date(jaar, nummer, 1) for nummer in range(1, MAANDEN + 1))
    tot_en_met = zip(maanden, accumulate(per_maand), strict=True)
    return next((maand for maand, som in tot_en_met if som >= budget > 0), None)
