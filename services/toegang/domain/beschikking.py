"""Which products may be decided on, under the inkoopmodel of the region."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inkoop import Inkoopmodel, Product
from inkoop.producten import Uitloop
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


def te_beschikken(model: Inkoopmodel, op: date) -> list[Product]:
    """The products on which can be decided on a day: all but those that are phased out by then (M45)."""
    return [each for each in model.producten if each.uitloop is None or op < each.uitloop.geen_nieuwe_vanaf]


def _check_product(model: Inkoopmodel, gevraagd: Gevraagd, besluitdatum: date, pad: str) -> Product:
    try:
        product = model.product(gevraagd.code)
    except KeyError:
        bekend = ", ".join(each.code for each in te_beschikken(model, besluitdatum))
        raise Weigering(f"{pad}.code", f"Dit product staat niet in {model.naam}. Wel: {bekend}.") from None
    if product.uitloop:
        _check_uitloop(product.uitloop, gevraagd, besluitdatum, pad)
    if gevraagd.einddatum is None and product.frequentie in {FREQUENTIE_PER_WEEK, FREQUENTIE_TOTAAL}:
        reden = "Geef een einddatum: dit product wordt per week of in totaal voor de looptijd toegewezen."
        raise Weigering(f"{pad}.einddatum", reden, "M46" if product.frequentie == FREQUENTIE_TOTAAL else "CD076")
    if gevraagd.einddatum is not None and gevraagd.einddatum < gevraagd.ingangsdatum:
        raise Weigering(f"{pad}.einddatum", "De einddatum ligt voor de ingangsdatum.", "CS003")
    return product


def _check_uitloop(uitloop: Uitloop, gevraagd: Gevraagd, besluitdatum: date, pad: str) -> None:
    """Raises Weigering when a product that is phased out is asked for too late, or for too long (M45)."""
    if besluitdatum >= uitloop.geen_nieuwe_vanaf:
        raise Weigering(f"{pad}.code", f"Dit product loopt af. Kijk naar: {uitloop.daarna}.", "M45")
    if gevraagd.einddatum is None or gevraagd.einddatum > uitloop.einde:
        reden = f"Dit product loopt af. Geef een einddatum tot en met {uitloop.einde:%d-%m-%Y}."
        raise Weigering(f"{pad}.einddatum", reden, "M45")
