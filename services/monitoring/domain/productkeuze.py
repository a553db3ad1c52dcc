"""Products to look at for a next purchase: hardly used, or near-equal to another (M84)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from inkoop import Inkoopmodel
from inkoop.producten import Product

WEINIG_PROCENT = 1
"""A product for which less than this part of the euros of its region is granted is hardly used."""


@dataclass(frozen=True)
class Kandidaat:
    """A product to drop or merge; `lijkt_op` are products of the same category, unit and price."""

    code: str
    bedrag: int
    totaal: int
    is_weinig: bool
    lijkt_op: tuple[str, ...]


def kandidaten(model: Inkoopmodel, bedragen: Mapping[str, int], vandaag: date) -> Iterator[Kandidaat]:
    """Products of a region that stand out, by what was granted for each; none while nothing was granted at all.

    A lump sum is never billed: of that nobody can say here that it is hardly used (M140).
    """
    totaal = sum(bedragen.get(each.code, 0) for each in model.producten)
    if totaal <= 0:
        return
    soorten = {each.code: _soort(model, each, vandaag) for each in model.producten}
    for product in model.producten:
        bedrag, soort = bedragen.get(product.code, 0), soorten[product.code]
        is_weinig = product.bekostiging != "lumpsum" and bedrag * 100 < totaal * WEINIG_PROCENT
        lijkt_op = tuple(code for code, each in soorten.items() if code != product.code and each == soort is not None)
        if is_weinig or lijkt_op:
            yield Kandidaat(product.code, bedrag, totaal, is_weinig, lijkt_op)


def _soort(model: Inkoopmodel, product: Product, vandaag: date) -> tuple[str, str, int] | None:
    """Category, unit and price of a product; None while it has no price."""
    try:
        return product.categorie, product.eenheid, model.tarief_op(product.code, vandaag)
    except ValueError:
        return None
