"""The tables of a year statement."""

from bladen import Blad, Cel, Euro
from chassis.clock import local_date
from declaratie.domain.jaarstaten import NAREKENEN, Jaarstaat, Product, Som

PRODUCT = ("Budgethouder", "Gemeente", "Categorie", "Product", "Eenheid")
VOLUME = ("Prestaties debet", "Volume debet", "Bedrag debet", "Prestaties credit", "Volume credit", "Bedrag credit")
NETTO = ("Volume", "Bedrag")
BEDRAGEN = ("Prestaties debet", "Bedrag debet", "Prestaties credit", "Bedrag credit", "Bedrag")


def bladen(staat: Jaarstaat) -> list[Blad]:
    """Everything that is in the statement, in the same order in every form."""
    return [_voorblad(staat), _per_budgethouder(staat), _per_product(staat), _per_maand(staat), _declaraties(staat)]


def _voorblad(staat: Jaarstaat) -> Blad:
    rijen: list[tuple[Cel, ...]] = [
        ("Jaar", staat.jaar),
        ("Aanbieder", staat.agb),
        ("Gemaakt op", local_date(staat.gemaakt_op)),
        ("Prestaties debet", staat.totaal.prestaties_debet),
        ("Prestaties credit", staat.totaal.prestaties_credit),
        ("Toegekend debet", Euro(staat.totaal.bedrag_debet)),
        ("Toegekend credit", Euro(staat.totaal.bedrag_credit)),
        ("Toegekend netto", Euro(staat.totaal.bedrag)),
    ]
    narekenen: list[tuple[Cel, ...]] = [("Narekenen", each) for each in NAREKENEN]
    return Blad("Jaarstaat", ("Onderwerp", "Waarde"), rijen + narekenen)


def _per_budgethouder(staat: Jaarstaat) -> Blad:
    rijen: list[tuple[Cel, ...]] = [(budgethouder, *_bedragen(som)) for budgethouder, som in staat.per_budgethouder]
    return Blad("Per budgethouder", ("Budgethouder", *BEDRAGEN), rijen)


def _per_product(staat: Jaarstaat) -> Blad:
    rijen = [(*_product(product), *_som(som)) for product, som in staat.per_product]
    return Blad("Per product", (*PRODUCT, *VOLUME, *NETTO), rijen)


def _per_maand(staat: Jaarstaat) -> Blad:
    rijen = [(*_product(product), f"{maand:%Y-%m}", *_som(som)) for product, maand, som in staat.per_maand]
    return Blad("Per product en maand", (*PRODUCT, "Maand", *VOLUME, *NETTO), rijen)


def _declaraties(staat: Jaarstaat) -> Blad:
    kop = (
        "Budgethouder",
        "Gemeente",
        "Declaratienummer",
        "Declaratiemaand",
        "Bericht (323)",
        "Antwoord (325)",
        "Beantwoord op",
        *BEDRAGEN,
    )
    rijen: list[tuple[Cel, ...]] = [
        (
            budgethouder,
            each.gemeente,
            each.declaratienummer,
            f"{each.declaratieperiode:%Y-%m}",
            each.identificatie_323,
            each.identificatie_325,
            local_date(each.beantwoord_op),
            *_bedragen(som),
        )
        for each, budgethouder, som in staat.declaraties
    ]
    return Blad("Declaraties", kop, rijen)


def _product(product: Product) -> tuple[str, str, str, str, str]:
    return (product.budgethouder, product.gemeente, product.categorie, product.code, product.eenheid)


def _bedragen(som: Som) -> tuple[Cel, ...]:
    debet, credit = Euro(som.bedrag_debet), Euro(som.bedrag_credit)
    return (som.prestaties_debet, debet, som.prestaties_credit, credit, Euro(som.bedrag))


def _som(som: Som) -> tuple[Cel, ...]:
    debet = (som.prestaties_debet, som.volume_debet, Euro(som.bedrag_debet))
    credit = (som.prestaties_credit, som.volume_credit, Euro(som.bedrag_credit))
    return (*debet, *credit, som.volume, Euro(som.bedrag))
