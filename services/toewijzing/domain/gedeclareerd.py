"""What was billed and granted already, beside what an assignment becomes (OP033x1, OP345)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toewijzing.domain.verbruik import Maandverbruik, einde_maand, per_maand
from toewijzing.domain.wijziging import Afspraak
from weigering import Weigering


@dataclass(frozen=True)
class Toegekend:
    """What was granted over one month in one unit, credits taken off; `prestaties`: debit lines that stand."""

    maand: date
    verbruik: Maandverbruik
    prestaties: int


def toets_gedeclareerd(huidig: Afspraak, rest: Afspraak | None, toegekend: Iterable[Toegekend]) -> None:
    """Raises Weigering where an assignment becomes less than what was granted on it, and names the months.

    `rest`: what it becomes; nothing when it is taken back. A line is for a whole month, cut only by the first and the
    last day of its assignment (TR388): it falls away as soon as the assignment ends earlier in that month.
    """
    staat = [each for each in toegekend if each.prestaties > 0]
    geraakt = [each for each in staat if rest is None or _eindigt_eerder(huidig, rest, each.maand)]
    if geraakt:
        maanden = _genoemd(geraakt)
        detail = f"Over {maanden} is al gedeclareerd en toegekend. De aanbieder moet die prestaties eerst crediteren"
        regel = "TR385" if rest is None else "OP345"
        raise Weigering(f"{detail} ({regel}).", soort="gedeclareerd", regel=regel)
    if rest is not None and rest.is_totaal:
        _toets_totaal(rest, staat)


def _eindigt_eerder(huidig: Afspraak, rest: Afspraak, maand: date) -> bool:
    tot = min(einde_maand(maand), huidig.einddatum or date.max)
    return rest.einddatum is not None and rest.einddatum < tot


def _toets_totaal(rest: Afspraak, staat: Iterable[Toegekend]) -> None:
    maanden = per_maand(rest.eenheid, [(each.maand, each.verbruik) for each in staat])
    if rest.budget is not None:
        gebruikt, totaal = sum(each.bedrag for each in maanden.values()), rest.budget
    else:
        gebruikt, totaal = sum(each.volume for each in maanden.values()), rest.volume or 0
    if gebruikt > totaal:
        detail = f"Er is al {_geteld(gebruikt, rest)} gedeclareerd en toegekend ({_namen(maanden)})."
        raise Weigering(f"{detail} Het totaal kan niet lager worden (OP345).", soort="gedeclareerd", regel="OP345")


def _geteld(gebruikt: int, rest: Afspraak) -> str:
    return f"€ {euro(gebruikt)}" if rest.budget is not None else f"een volume van {gebruikt}"


def euro(eurocenten: int) -> str:
    """An amount as a Dutch reader writes it: 1.234,56."""
    return f"{eurocenten // 100:,}".replace(",", ".") + f",{eurocenten % 100:02}"


def _genoemd(geraakt: Iterable[Toegekend]) -> str:
    bedragen: dict[date, int] = {}
    for each in geraakt:
        bedragen[each.maand] = bedragen.get(each.maand, 0) + each.verbruik.bedrag
    return ", ".join(f"{maand:%m-%Y} (€ {euro(bedragen[maand])})" for maand in sorted(bedragen))


def _namen(maanden: Mapping[date, Maandverbruik]) -> str:
    return ", ".join(f"{maand:%m-%Y}" for maand in sorted(maanden))
