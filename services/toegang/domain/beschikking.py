"""Which products may be decided on, under the inkoopmodel of the region."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inkoop import Inkoopmodel, Product
from toegang.domain.route import Weigering

FREQUENTIE_PER_WEEK = 2
FREQUENTIE_TOTAAL = 6


@dataclass(frozen=True)
class Gevraagd:
    """A product as a caseworker asks for it; `volume` in the unit and per the frequency of the product."""

    code: str
    volume: int
    ingangsdatum: date
    einddatum: date | None
    aanbieder: str | None


def check_producten(model: Inkoopmodel, gevraagd: Iterable[Gevraagd], besluitdatum: date) -> list[Product]:
    """The products of the model, in order. Raises Weigering at the first that may not be decided on."""
    return [_check_product(model, each, besluitdatum, f"body.producten.{index}") for index, each in enumerate(gevraagd)]


def _check_product(model: Inkoopmodel, gevraagd: Gevraagd, besluitdatum: date, pad: str) -> Product:
    try:
        product = model.product(gevraagd.code)
    except KeyError:
        bekend = ", ".join(each.code for each in model.producten)
        raise Weigering(f"{pad}.code", f"Dit product staat niet in {model.naam}. Wel: {bekend}.") from None
    if product.uitloop and besluitdatum >= product.uitloop.geen_nieuwe_vanaf:
        raise Weigering(f"{pad}.code", f"Dit product loopt af. {product.uitloop.daarna}", "M45")
    if gevraagd.einddatum is None and product.frequentie in {FREQUENTIE_PER_WEEK, FREQUENTIE_TOTAAL}:
        reden = "Geef een einddatum: dit product wordt per week of in totaal voor de looptijd toegewezen."
        raise Weigering(f"{pad}.einddatum", reden, "M46" if product.frequentie == FREQUENTIE_TOTAAL else "CD076")
    if gevraagd.einddatum is not None and gevraagd.einddatum < gevraagd.ingangsdatum:
        raise Weigering(f"{pad}.einddatum", "De einddatum ligt voor de ingangsdatum.", "CS003")
    return product
