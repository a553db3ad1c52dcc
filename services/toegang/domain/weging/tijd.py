"""How much a volume is per week, so that hours can be stated and traced (M1)."""

from datetime import date

from inkoop import Product
from istandaard.codes import Eenheid
from toegang.domain.weging.zaak import maanden_tussen

MINUTEN = {Eenheid.MINUUT: 1, Eenheid.UUR: 60, Eenheid.DAGDEEL: 240}
"""Minutes in one eenheid (WJ756); a dagdeel is four hours."""
WEKEN_PER_MAAND = 52 / 12


def minuten_per_week(product: Product, volume: int, ingangsdatum: date, einddatum: date | None) -> int | None:
    """The minutes per week of a volume in the eenheid and frequentie of a product (M1).

    None for what has no hours (a month product, an etmaal) and for a total without an end.
    """
    minuten = MINUTEN.get(product.eenheid)
    if minuten is None:
        return None
    if product.frequentie == 1:
        return volume * minuten * 7
    if product.frequentie == 2:
        return volume * minuten
    if product.frequentie == 4:
        return round(volume * minuten / WEKEN_PER_MAAND)
    if einddatum is None or einddatum < ingangsdatum:
        return None
    maanden = maanden_tussen(ingangsdatum, einddatum)
    return round(volume * minuten / (maanden * WEKEN_PER_MAAND))
