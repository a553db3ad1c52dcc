"""The rules for a stop of delivery (WMO307) that look outside the message; each is one small function."""

from dataclasses import replace

from istandaard.berichten.bericht307 import StopProduct
from toewijzing.domain.levering import (
    TIJDELIJK,
    Beeindiging,
    Regels,
    Situatie,
    is_verwijdering,
    sleutel_van,
    tr019,
    tr381,
)


def beeindiging_van(stop: StopProduct) -> Beeindiging:
    """The stop as it stands once it is worked through."""
    return Beeindiging(sleutel_van(stop), stop.einddatum, stop.reden_beeindiging.value)


def tr063(stop: StopProduct, situatie: Situatie) -> bool:
    """A removal names a stop that was delivered before, with the same key."""
    return not is_verwijdering(stop) or beeindiging_van(stop) in situatie.stops


def tr074(stop: StopProduct, situatie: Situatie) -> bool:
    """A first delivery has a key that was not used before."""
    return is_verwijdering(stop) or beeindiging_van(stop) not in situatie.stops


def tr382(stop: StopProduct, situatie: Situatie) -> bool:
    """It repeats the key of the last start that stands, Product and all (OP155, IV096)."""
    return is_verwijdering(stop) or situatie.is_laatste(sleutel_van(stop))


def tr413(stop: StopProduct, situatie: Situatie) -> bool:
    """On a temporary stop no other temporary stop follows."""
    if is_verwijdering(stop) or stop.reden_beeindiging != TIJDELIJK:
        return True
    return not any(each.is_tijdelijk for each in situatie.stops_van(sleutel_van(stop)))


def tr414(stop: StopProduct, situatie: Situatie) -> bool:
    """A stop on a stop does not end earlier than that one."""
    return is_verwijdering(stop) or all(
        each.einddatum <= stop.einddatum for each in situatie.stops_van(sleutel_van(stop))
    )


def tr415(stop: StopProduct, situatie: Situatie) -> bool:
    """After a definitive stop no stop follows."""
    return is_verwijdering(stop) or all(each.is_tijdelijk for each in situatie.stops_van(sleutel_van(stop)))


REGELS: Regels[StopProduct] = {
    "TR019": tr019,
    "TR063": tr063,
    "TR074": tr074,
    "TR381": tr381,
    "TR382": tr382,
    "TR413": tr413,
    "TR414": tr414,
    "TR415": tr415,
}


def na_stop(stop: StopProduct, situatie: Situatie) -> Situatie:
    """The situation once this stop, or removal of one, is worked through."""
    gemeld = beeindiging_van(stop)
    if is_verwijdering(stop):
        return replace(situatie, stops=tuple(each for each in situatie.stops if each != gemeld))
    return replace(situatie, stops=(*situatie.stops, gemeld))
