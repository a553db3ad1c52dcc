"""How much may be billed on a specific assignment (TR321, TR322, IV077), in whole units of the assignment.

Two ceilings hold together: one for each ProductPeriode, and one over the whole assignment.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from istandaard.cdt import GeslotenPeriode, Omvang
from istandaard.codes import Eenheid, Frequentie, ProductCategorie

_OUTPUT = (Eenheid.STUKS_OUTPUT, Eenheid.EUROS)
_ZONDAG = 7


class ToegewezenOmvang(NamedTuple):
    """What of an assignment counts: einddatum is the last day, None when it is open."""

    omvang: Omvang
    categorie: ProductCategorie
    ingangsdatum: date
    einddatum: date | None


def dagen(begin: date, einde: date) -> int:
    """Days from begin up to and including einde."""
    return (einde - begin).days + 1


def weken(begin: date, einde: date) -> int:
    """Different ISO weeks (Monday to Sunday) that begin up to and including einde touch."""
    return (_maandag(einde) - _maandag(begin)).days // 7 + 1


def zondagen(begin: date, einde: date) -> int:
    """Sundays from begin up to and including einde."""
    return weken(begin, einde) - (0 if einde.isoweekday() == _ZONDAG else 1)


def maanden(begin: date, einde: date) -> int:
    """Calendar months that begin up to and including einde touch."""
    return (einde.year - begin.year) * 12 + einde.month - begin.month + 1


@lru_cache(maxsize=10_000)
def _maandag(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())


def plafond_periode(toewijzing: ToegewezenOmvang, periode: GeslotenPeriode) -> int:
    """The most that may be billed for one ProductPeriode (TR321).

    The period is taken as it lies within the assignment; outside of it nothing may be billed.
    """
    volume, frequentie = toewijzing.omvang.volume, toewijzing.omvang.frequentie
    begin = max(periode.begindatum, toewijzing.ingangsdatum)
    einde = min(periode.einddatum, toewijzing.einddatum or date.max)
    if begin > einde:
        return 0
    if frequentie == Frequentie.PER_DAG:
        return volume * dagen(begin, einde)
    if frequentie == Frequentie.PER_WEEK:
        return volume * _weken_in_periode(toewijzing, begin, einde)
    if frequentie == Frequentie.PER_MAAND and _gebroken_begin(toewijzing) and begin < _eerste_volle_maand(toewijzing):
        return 0
    return volume  # per month, also where the month is cut short; or the total


def _gebroken_begin(toewijzing: ToegewezenOmvang) -> bool:
    """Whether the first month does not count: of two institutions in one month the former one has it (SAP GI 1.3)."""
    return toewijzing.categorie.door_gecertificeerde_instelling and toewijzing.ingangsdatum.day > 1


def _eerste_volle_maand(toewijzing: ToegewezenOmvang) -> date:
    return (toewijzing.ingangsdatum.replace(day=1) + timedelta(days=31)).replace(day=1)


def _weken_in_periode(toewijzing: ToegewezenOmvang, begin: date, einde: date) -> int:
    if toewijzing.omvang.eenheid in _OUTPUT:
        return zondagen(begin, einde) + (1 if _laatste_halve_week_in(toewijzing, begin, einde) else 0)
    return toewijzing.categorie.weken_per_periode or weken(begin, einde)


def _laatste_halve_week_in(toewijzing: ToegewezenOmvang, begin: date, einde: date) -> bool:
    """Whether the week after the last Sunday of the assignment, which has no Sunday itself, counts in this period."""
    if toewijzing.einddatum is None or toewijzing.einddatum.isoweekday() == _ZONDAG:
        return False
    laatste_zondag = _maandag(toewijzing.einddatum) - timedelta(days=1)
    if laatste_zondag < toewijzing.ingangsdatum:
        # An assignment without a Sunday: its one week counts where it ends.
        return begin <= toewijzing.einddatum <= einde
    return begin <= laatste_zondag <= einde


def plafond_toewijzing(toewijzing: ToegewezenOmvang) -> int | None:
    """The most that may be billed over the whole assignment (TR322).

    None without an einddatum, when there is no ceiling but that of the periods so far; a total (Frequentie 6) always
    has one.
    """
    volume, frequentie = toewijzing.omvang.volume, toewijzing.omvang.frequentie
    if frequentie == Frequentie.TOTAAL:
        return volume
    begin, einde = toewijzing.ingangsdatum, toewijzing.einddatum
    if einde is None:
        return None
    if frequentie == Frequentie.PER_DAG:
        return volume * dagen(begin, einde)
    if frequentie == Frequentie.PER_WEEK:
        # For output the sum of the periods: every Sunday once, and the last half week.
        return volume * weken(begin, einde)
    return volume * (maanden(begin, einde) - (1 if _gebroken_begin(toewijzing) else 0))


def in_eenheid(volume: int, van: Eenheid, naar: Eenheid) -> int:
    """A volume of an assignment in the unit of a line (TR341): the same, or minutes on an assignment in hours.

    Raises ValueError for any other pair, which may not be billed on each other.
    """
    if van == naar:
        return volume
    if (van, naar) == (Eenheid.UUR, Eenheid.MINUUT):
        return volume * 60
    raise ValueError(f"eenheid {naar} cannot be billed on an assignment in {van}")


def omgerekend(volume: int, van: Eenheid, naar: Eenheid) -> int:
    """A volume of help in another unit of time, to assign as much of it (M134).

    Raises ValueError for other units, and for minutes that are no whole hours: those have no same amount.
    """
    if van == naar:
        return volume
    if (van, naar) == (Eenheid.UUR, Eenheid.MINUUT):
        return volume * 60
    if (van, naar) == (Eenheid.MINUUT, Eenheid.UUR) and volume % 60 == 0:
        return volume // 60
    raise ValueError(f"{volume} of eenheid {van} is no whole number of {naar}")


def tarief_per_minuut(uurtarief: int) -> int:
    """The ProductTarief of a minute at a price per hour, both in eurocents (IV081): rounded, half a cent up.

    It stands in the line, and is not what the amount is computed with: see `bedrag_van_minuten`.
    """
    return (uurtarief + 30) // 60


def bedrag_van_minuten(uurtarief: int, minuten: int) -> int:
    """What minutes cost at a price per hour in eurocents (TR346): rounded once, at the end, half a cent up."""
    return (uurtarief * minuten + 30) // 60
