"""In which form a region assigns: a total for the term, an amount per month or per week."""

from inkoop import EENHEDEN, FREQUENTIES, Inkoopmodel

REGELS = {6: "M46", 4: "M50", 2: "M30", 1: "M30"}
"""By frequentie: the policy that asks for it."""


def verkeerde_omvang(model: Inkoopmodel, code: str | None, eenheid: str | None, frequentie: str | None) -> str | None:
    """Why this is not how the region assigns a product, in plain Dutch with its rule; None when it is.

    A total for the whole term (M46), a month product (M50), or so much a week (M30), in the unit of the product. Of
    what is not specific, or not in the model, there is nothing to say.
    """
    product = next((each for each in model.producten if each.code == code), None)
    if product is None or (product.eenheid, str(product.frequentie)) == (eenheid, frequentie):
        return None
    hoe = f"{FREQUENTIES[product.frequentie]}, in {EENHEDEN[product.eenheid]}"
    return f"In {model.naam} wordt {code} toegewezen {hoe} ({REGELS[product.frequentie]})."
