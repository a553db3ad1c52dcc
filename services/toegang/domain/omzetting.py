"""Help that runs goes on as a product of a new contract: what becomes of what was decided (M134)."""

from dataclasses import dataclass
from datetime import date, timedelta

from inkoop import EENHEDEN, FREQUENTIES, Inkoopmodel
from inkoop.producten import Product
from istandaard.codes import Eenheid
from istandaard.volume import omgerekend
from weigering import Weigering
from wetten import Wet, wet_van_categorie

REGEL = "M134"
OMGEZET = "omgezet"
"""The `eindreden` of what went on as another product."""
PER_KEER = 200
"""Products in one request: each is told to its provider, and more would hold up others for too long."""


@dataclass(frozen=True)
class Omvang:
    """How much of a product was decided."""

    volume: int
    eenheid: Eenheid
    frequentie: str


def nieuwe_omvang(omvang: Omvang, naar: Product) -> Omvang:
    """As much of the new product. Raises Weigering where that cannot be said in its unit, or over its period."""
    if str(naar.frequentie) != omvang.frequentie:
        hoe = FREQUENTIES[naar.frequentie]
        raise Weigering(f"{naar.code} wordt {hoe} beschikt, en dit product niet. Neem een nieuw besluit.", regel=REGEL)
    try:
        volume = omgerekend(omvang.volume, omvang.eenheid, naar.eenheid)
    except ValueError:
        van, wordt = EENHEDEN[omvang.eenheid], EENHEDEN[naar.eenheid]
        reden = f"{omvang.volume} keer {van} is niet om te rekenen naar {wordt}. Neem een nieuw besluit."
        raise Weigering(reden, regel=REGEL) from None
    return Omvang(volume, naar.eenheid, omvang.frequentie)


def dagen(ingangsdatum: date, vanaf: date) -> tuple[date, date]:
    """The last day of the old product, and the first of the new: what has not begun moves as a whole."""
    return vanaf - timedelta(days=1), max(ingangsdatum, vanaf)


def check_tabel(model: Inkoopmodel, tabel: dict[str, str], vanaf: date) -> dict[str, Product]:
    """The new product by the code of the old one.

    Raises Weigering for a product that the inkoopmodel does not have, or that takes no new decisions on that day.
    """
    gevonden = {}
    for plek, (van, naar) in enumerate(tabel.items()):
        veld = f"body.producten.{plek}.naar"
        product = next((each for each in model.producten if each.code == naar), None)
        if product is None:
            reden = f"{naar} staat niet in {model.naam}, het inkoopmodel dat op {vanaf:%d-%m-%Y} geldt."
            raise Weigering(reden, veld=veld, regel=REGEL)
        if not product.te_beschikken(vanaf):
            raise Weigering(f"{naar} wordt op {vanaf:%d-%m-%Y} niet meer gegeven.", veld=veld, regel="M45")
        gevonden[van] = product
    return gevonden


def check_wet(wet: Wet, naar: Product) -> None:
    """Raises Weigering when the new product is of another law than the decision."""
    if wet_van_categorie(naar.categorie) is not wet:
        raise Weigering(f"{naar.code} hoort bij een andere wet dan dit besluit. Neem een nieuw besluit.", regel=REGEL)
