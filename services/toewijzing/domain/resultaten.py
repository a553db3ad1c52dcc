"""How well a provider works, by what monitoring counted: who works well is asked first (M56; Lekstroom 5c)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

NEUTRAAL = 50
"""Points where too little was counted: neither for nor against."""
GENOEG = 5
"""From so many starts or assignments on, they say something about a provider."""
GENOEG_PRESTATIES = 20
"""From so many billed lines on, what was rejected of them says something."""


@dataclass(frozen=True)
class Gemeten:
    """What was counted of a provider, or of all of a region together; `van` and `tot` are months, both included."""

    van: date
    tot: date
    starts: int = 0
    starts_op_tijd: int = 0
    toewijzingen: int = 0
    afgeschaald: int = 0
    prestaties_ingediend: int = 0
    prestaties_afgewezen: int = 0


def samen(gemeten: Iterable[Gemeten]) -> Gemeten | None:
    """All of them together; None when there are none. The months are those of the last."""
    alle = list(gemeten)
    if not alle:
        return None
    geteld = [each.name for each in fields(Gemeten) if each.name not in {"van", "tot"}]
    return Gemeten(alle[-1].van, alle[-1].tot, **{naam: sum(getattr(each, naam) for each in alle) for naam in geteld})


@dataclass(frozen=True)
class Telling:
    """One thing that was counted: points from 0 to 100 and why, or no points where it was too little."""

    naam: str
    punten: int | None
    toelichting: str = ""


def punten_voor(gemeten: Gemeten | None, regio: Gemeten | None) -> tuple[int, str]:
    """The mean of what was counted often enough, and which that was; neutral where nothing was.

    `regio`: all providers of the region together, beside which scaling down is laid.
    """
    tellingen = list(_tellingen(gemeten, regio)) if gemeten is not None else []
    geteld = [each for each in tellingen if each.punten is not None]
    if gemeten is None or not geteld:
        return NEUTRAAL, "Er is nog te weinig gemeten: dit telt niet voor en niet tegen."
    zin = f"Van {gemeten.van:%m-%Y} tot en met {gemeten.tot:%m-%Y}: {'; '.join(each.toelichting for each in geteld)}."
    te_weinig = [each.naam for each in tellingen if each.punten is None]
    if te_weinig:
        zin += f" Te weinig gemeten om te tellen: {', '.join(te_weinig)}."
    return sum(each.punten or 0 for each in geteld) // len(geteld), zin


def _tellingen(gemeten: Gemeten, regio: Gemeten | None) -> Iterator[Telling]:
    yield _op_tijd(gemeten)
    yield _afgeschaald(gemeten, regio)
    yield _afgewezen(gemeten)


def _op_tijd(gemeten: Gemeten) -> Telling:
    if gemeten.starts < GENOEG:
        return Telling("op tijd beginnen", None)
    procent = 100 * gemeten.starts_op_tijd // gemeten.starts
    return Telling("op tijd beginnen", procent, f"{procent} procent van {gemeten.starts} starts was op tijd")


def _afgeschaald(gemeten: Gemeten, regio: Gemeten | None) -> Telling:
    """As often as the region does is neutral, twice as often or more is all: nobody scales everything down."""
    if gemeten.toewijzingen < GENOEG or regio is None or not regio.afgeschaald:
        return Telling("afschalen", None)
    eigen = 100 * gemeten.afgeschaald // gemeten.toewijzingen
    samen = 100 * regio.afgeschaald // regio.toewijzingen
    punten = NEUTRAAL * gemeten.afgeschaald * regio.toewijzingen // (gemeten.toewijzingen * regio.afgeschaald)
    wat = f"op 100 toewijzingen ging het {eigen} keer met minder verder (regio: {samen})"
    return Telling("afschalen", min(100, punten), wat)


def _afgewezen(gemeten: Gemeten) -> Telling:
    if gemeten.prestaties_ingediend < GENOEG_PRESTATIES:
        return Telling("declareren", None)
    procent = 100 * gemeten.prestaties_afgewezen // gemeten.prestaties_ingediend
    wat = f"{procent} procent van {gemeten.prestaties_ingediend} prestaties is afgewezen"
    return Telling("declareren", 100 - procent, wat)
