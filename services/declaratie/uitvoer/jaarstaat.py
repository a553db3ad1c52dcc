"""The tables of a year statement."""

from chassis.clock import local_date
from declaratie.domain.jaarstaat import NAREKENEN, Jaarstaat, Product, Som
from declaratie.uitvoer.tabel import Blad, Cel, Euro

PRODUCT = ("Gemeente", "Categorie", "Product", "Eenheid")
VOLUME = ("Regels debet", "Volume debet", "Bedrag debet", "Regels credit", "Volume credit", "Bedrag credit")
NETTO = ("Volume", "Bedrag")


def bladen(staat: Jaarstaat) -> list[Blad]:
    """Everything that is in the statement, in the same order in every form."""
    return [_voorblad(staat), _per_product(staat), _per_maand(staat), _declaraties(staat)]


def _voorblad(staat: Jaarstaat) -> Blad:
    rijen: list[tuple[Cel, ...]] = [
        ("Jaar", staat.jaar),
        ("Aanbieder", staat.agb),
        ("Gemaakt op", local_date(staat.gemaakt_op)),
        ("Regels debet", staat.totaal.regels_debet),
        ("Regels credit", staat.totaal.regels_credit),
        ("Toegekend debet", Euro(staat.totaal.bedrag_debet)),
        ("Toegekend credit", Euro(staat.totaal.bedrag_credit)),
        ("Toegekend netto", Euro(staat.totaal.bedrag)),
    ]
    narekenen: list[tuple[Cel, ...]] = [("Narekenen", each) for each in NAREKENEN]
    return Blad("Jaarstaat", ("Onderwerp", "Waarde"), rijen + narekenen)


def _per_product(staat: Jaarstaat) -> Blad:
    rijen = [(*_product(product), *_som(som)) for product, som in staat.per_product]
    return Blad("Per product", (*PRODUCT, *VOLUME, *NETTO), rijen)


def _per_maand(staat: Jaarstaat) -> Blad:
    rijen = [(*_product(product), f"{maand:%Y-%m}", *_som(som)) for product, maand, som in staat.per_maand]
    return Blad("Per product en maand", (*PRODUCT, "Maand", *VOLUME, *NETTO), rijen)


def _declaraties(staat: Jaarstaat) -> Blad:
    kop = (
        "Gemeente",
        "Declaratienummer",
        "Declaratiemaand",
        "Bericht (323)",
        "Antwoord (325)",
        "Beantwoord op",
        "Regels debet",
        "Bedrag debet",
        "Regels credit",
        "Bedrag credit",
        "Bedrag",
    )
    rijen: list[tuple[Cel, ...]] = [
        (
            each.gemeente,
            each.declaratienummer,
            f"{each.periode:%Y-%m}",
            each.identificatie_323,
            each.identificatie_325,
            local_date(each.beantwoord_op),
            som.regels_debet,
            Euro(som.bedrag_debet),
            som.regels_credit,
            Euro(som.bedrag_credit),
            Euro(som.bedrag),
        )
        for each, som in staat.declaraties
    ]
    return Blad("Declaraties", kop, rijen)


def _product(product: Product) -> tuple[str, str, str, str]:
    return (product.gemeente, product.categorie, product.code, product.eenheid)


def _som(som: Som) -> tuple[Cel, ...]:
    debet = (som.regels_debet, som.volume_debet, Euro(som.bedrag_debet))
    credit = (som.regels_credit, som.volume_credit, Euro(som.bedrag_credit))
    return (*debet, *credit, som.volume, Euro(som.bedrag))
