"""The list of products of a region (TR381)."""

from datetime import date

from inkoop import model_van
from istandaard.cdt import Product


def is_bekend(gemeente: str, product: Product | None, op: date) -> bool:
    """Whether the code stands on the list of the region on that day, under its category; holds without code or list."""
    if product is None or product.code is None:
        return True
    model = model_van([gemeente], op)
    return model is None or any(
        (each.categorie, each.code) == (product.categorie, product.code) for each in model.producten
    )
