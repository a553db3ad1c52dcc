"""The rules for a start of delivery (WMO305) that look outside the message; each is one small function."""

from dataclasses import replace

from istandaard.berichten.bericht305 import StartProduct
from toewijzing.domain.levering import Regels, Situatie, is_verwijdering, sleutel_van, tr019, tr381


def tr063(start: StartProduct, situatie: Situatie) -> bool:
    """A removal names a start that was delivered before."""
    return not is_verwijdering(start) or sleutel_van(start) in situatie.starts


def tr071(start: StartProduct, situatie: Situatie) -> bool:
    """A start on which a stop stands is not removed."""
    return not is_verwijdering(start) or not situatie.stops_van(sleutel_van(start))


def tr074(start: StartProduct, situatie: Situatie) -> bool:
    """A first delivery has a key that was not used before."""
    return is_verwijdering(start) or sleutel_van(start) not in situatie.starts


def tr326(start: StartProduct, situatie: Situatie) -> bool:
    """A start comes only when no other start of the product is running: after a stop, a new one may follow."""
    return is_verwijdering(start) or not situatie.lopend - {sleutel_van(start)}


REGELS: Regels[StartProduct] = {
    "TR019": tr019,
    "TR063": tr063,
    "TR071": tr071,
    "TR074": tr074,
    "TR326": tr326,
    "TR381": tr381,
}


def na_start(start: StartProduct, situatie: Situatie) -> Situatie:
    """The situation once this start, or removal of one, is worked through."""
    zelf = {sleutel_van(start)}
    starts = situatie.starts - zelf if is_verwijdering(start) else situatie.starts | zelf
    return replace(situatie, starts=starts)
