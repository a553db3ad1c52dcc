"""The inkoopmodel as a whole, and the price of a product on a day."""

from datetime import date
from typing import Annotated

from pydantic import Field

from inkoop.basis import Benoemd, Eurocent, Gemeentecode, Productcode, Tekst
from inkoop.beleid import (
    BuitenScope,
    Declaratieregels,
    Levering,
    Matchcriterium,
    Omleiding,
    Pgb,
    Plan,
    Stap,
    Uitnutten,
    Verwijsroute,
    Voorliggend,
)
from inkoop.bevolking import Bevolking
from inkoop.eigen_bijdrage import Bijdragebeleid
from inkoop.lokaal import LokaleKeuze
from inkoop.producten import Index, Perceel, Product
from inkoop.sturing import (
    Boeking,
    Budget,
    Contractsturing,
    Dekkingsnorm,
    EigenTermijn,
    Gemeente,
    Gunning,
    Looptijd,
    Wijk,
)
from inkoop.uitvraag import Uitvraag
from inkoop.weging import (
    Afwegingskader,
    Combinatie,
    Doorstroom,
    Ladder,
    Resultaatgebied,
    Scenario,
    Traject,
)


class Inkoopmodel(Benoemd):
    """A region's products, prices and policy, valid from the date `versie` on: one for all its gemeenten (M120).

    `backoffice` is who processes the messages of the region. `bevolking` is only there for demos.
    """

    versie: date
    document: Tekst
    backoffice: Tekst
    looptijd: Looptijd
    gemeenten: Annotated[tuple[Gemeente, ...], Field(min_length=1)]
    wijken: tuple[Wijk, ...] = ()
    specialismen: tuple[Benoemd, ...] = ()
    doelgroepen: tuple[Benoemd, ...] = ()
    stappen: tuple[Stap, ...] = ()
    percelen: Annotated[tuple[Perceel, ...], Field(min_length=1)]
    producten: Annotated[tuple[Product, ...], Field(min_length=1)]
    indexatie: tuple[Index, ...] = ()
    trajecten: Annotated[tuple[Traject, ...], Field(min_length=1)]
    doorstroom: tuple[Doorstroom, ...] = ()
    verboden_combinaties: tuple[Combinatie, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    ladder: Ladder | None = None
    resultaatgebieden: tuple[Resultaatgebied, ...] = ()
    afwegingskader: Afwegingskader | None = None
    buiten_scope: tuple[BuitenScope, ...] = ()
    voorliggend: tuple[Voorliggend, ...] = ()
    omleidingen: tuple[Omleiding, ...] = ()
    verwijsroutes: tuple[Verwijsroute, ...] = ()
    plan: Plan
    pgb: Pgb
    eigen_bijdrage: tuple[Bijdragebeleid, ...] = ()
    uitnutten: Uitnutten
    levering: Levering
    declaratieregels: Declaratieregels
    matching: Annotated[tuple[Matchcriterium, ...], Field(min_length=1)]
    dekking: tuple[Dekkingsnorm, ...] = ()
    budgetten: tuple[Budget, ...] = ()
    boekhouding: tuple[Boeking, ...] = ()
    contractsturing: Contractsturing
    uitvragen: tuple[Uitvraag, ...] = ()
    lokaal: tuple[LokaleKeuze, ...] = ()
    eigen_termijnen: tuple[EigenTermijn, ...] = ()
    gunning: Gunning | None = None
    bevolking: Bevolking | None = None

    def voor(self, gemeente: Gemeentecode) -> "Inkoopmodel":
        """The model with what this municipality chose for itself (M132); the same one where it chose nothing."""
        for keuze in self.lokaal:
            if keuze.gemeente == gemeente:
                wachttijd = keuze.wachttijd_werkdagen or self.levering.wachttijd_werkdagen
                weken = keuze.waarschuwing_weken or self.plan.waarschuwing_weken
                anders = {
                    "levering": self.levering.model_copy(update={"wachttijd_werkdagen": wachttijd}),
                    "plan": self.plan.model_copy(update={"waarschuwing_weken": weken}),
                    "voorliggend": (*self.voorliggend, *keuze.voorliggend),
                }
                return self.model_copy(update=anders)
        return self

    @property
    def gemeentecodes(self) -> tuple[Gemeentecode, ...]:
        """The CBS codes of its gemeenten, in their order."""
        return tuple(each.code for each in self.gemeenten)

    def product(self, code: Productcode) -> Product:
        """The product with this code; KeyError when the model has none."""
        for product in self.producten:
            if product.code == code:
                return product
        raise KeyError(code)

    def wijk_van(self, gemeente: Gemeentecode, postcode: int) -> str | None:
        """The district with this postcode of four digits (M133); None where the region names none."""
        gevonden = (each.titel for each in self.wijken if each.gemeente == gemeente and postcode in each.postcodes)
        return next(gevonden, None)

    def boeking(self, code: Productcode, budgethouder: Gemeentecode) -> Boeking | None:
        """Where this municipality books what it pays for a product: its own line before that of all."""
        mogelijk = [each for each in self.boekhouding if each.product == code and each.gemeente in {None, budgethouder}]
        return max(mogelijk, key=lambda each: each.gemeente is not None, default=None)

    def tarief_op(self, code: Productcode, datum: date) -> Eurocent:
        """The price in eurocents of one eenheid of a product on a day (M79); KeyError for an unknown product.

        Of a product in euros (83) it is the amount that is usual per frequentie.
        """
        return tarief_op(self.product(code), datum, self.indexatie)


def tarief_op(product: Product, datum: date, indexatie: tuple[Index, ...] = ()) -> Eurocent:
    """The price in eurocents of one eenheid of a product on a day (M79).

    The latest tarief that started on or before the day, raised by each index that came after it. Each step rounds
    half a cent up, as a price list is published in whole cents. ValueError when the product has no price yet.
    """
    begonnen = [tarief for tarief in product.tarieven if tarief.vanaf <= datum]
    if not begonnen:
        raise ValueError(f"product {product.code} has no tarief yet on {datum}")
    laatste = max(begonnen, key=lambda tarief: tarief.vanaf)
    eurocent = laatste.eurocent
    for index in sorted(indexatie, key=lambda index: index.vanaf):
        if laatste.vanaf < index.vanaf <= datum:
            eurocent = (eurocent * (10_000 + index.basispunten) + 5_000) // 10_000
    return eurocent
