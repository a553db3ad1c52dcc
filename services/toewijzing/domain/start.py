"""The rules for a start of delivery (WMO305) that look outside the message; each is one small function."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from iwmo.berichten.wmo305 import StartProduct
from iwmo.codes import StatusAanlevering


@dataclass(frozen=True)
class Situatie:
    """What is known about the assignment that a StartProduct names."""

    toegewezen: bool
    """There is such an assignment of this client with this provider."""
    product_past: bool
    """The product in the message is the assigned one, or the message names none."""
    begindata: frozenset[date]
    """Begindatum of each start that stands."""


def tr019(start: StartProduct, situatie: Situatie) -> bool:
    """The start belongs to an assignment, by its ToewijzingNummer."""
    return situatie.toegewezen and situatie.product_past


def tr063(start: StartProduct, situatie: Situatie) -> bool:
    """A removal names a start that was delivered before."""
    return not is_verwijdering(start) or start.begindatum in situatie.begindata


def tr074(start: StartProduct, situatie: Situatie) -> bool:
    """A first delivery has a key that was not used before."""
    return is_verwijdering(start) or start.begindatum not in situatie.begindata


def tr326(start: StartProduct, situatie: Situatie) -> bool:
    """A start comes only when no other start of the product is running."""
    return is_verwijdering(start) or not situatie.begindata - {start.begindatum}


REGELS: dict[str, Callable[[StartProduct, Situatie], bool]] = {
    "TR019": tr019,
    "TR063": tr063,
    "TR074": tr074,
    "TR326": tr326,
}
"""By rule number: whether the StartProduct keeps the rule."""


def is_verwijdering(start: StartProduct) -> bool:
    """Whether this removes an earlier start (StatusAanlevering 3)."""
    return start.status_aanlevering == StatusAanlevering.VERWIJDEREN


def begindata_na(start: StartProduct, begindata: frozenset[date]) -> frozenset[date]:
    """The Begindatum of each start that stands once this one is worked through."""
    return begindata - {start.begindatum} if is_verwijdering(start) else begindata | {start.begindatum}


def gebroken(start: StartProduct, situatie: Situatie) -> list[str]:
    """The numbers of the rules that a StartProduct breaks; without an assignment the others cannot be judged."""
    if not tr019(start, situatie):
        return ["TR019"]
    return [nummer for nummer, houdt in REGELS.items() if not houdt(start, situatie)]
