"""The rules for a start of delivery (WMO305) that look outside the message; each is one small function."""

from dataclasses import replace

from iwmo.berichten.wmo305 import StartProduct
from toewijzing.domain.levering import Regels, Situatie, is_verwijdering, tr019, tr381


def tr063(start: StartProduct, situatie: Situatie) -> bool:
    """A removal names a start that was delivered before."""
    return not is_verwijdering(start) or start.begindatum in situatie.begindata


def tr071(start: StartProduct, situatie: Situatie) -> bool:
    """A start on which a stop stands is not removed."""
    return not is_verwijdering(start) or not situatie.stops_van(start.begindatum)


def tr074(start: StartProduct, situatie: Situatie) -> bool:
    """A first delivery has a key that was not used before."""
    return is_verwijdering(start) or start.begindatum not in situatie.begindata


def tr326(start: StartProduct, situatie: Situatie) -> bool:
    """A start comes only when no other start of the product is running: after a stop, a new one may follow."""
    return is_verwijdering(start) or not situatie.lopend - {start.begindatum}


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
    dag = {start.begindatum}
    begindata = situatie.begindata - dag if is_verwijdering(start) else situatie.begindata | dag
    return replace(situatie, begindata=begindata)
