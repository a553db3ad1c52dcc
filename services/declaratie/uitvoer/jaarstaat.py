"""The tables of a year statement."""

from collections.abc import Sequence

from bladen import Blad, Cel, Euro, Maand
from chassis.clock import local_date
from declaratie.domain.jaarstaten import NAREKENEN, Jaarstaat, Product, Som
from declaratie.tables import Jaarafsluiting
from declaratie.uitvoer.namen import eenheid, gemeente, productnaam

ONBEKEND = "niet opgegeven"
BETAALT = ("Budgethouder", "Naam budgethouder")
PRODUCT = (*BETAALT, "Gemeente", "Naam gemeente", "Categorie", "Product", "Naam product", "Eenheid")
VOLUME = ("Prestaties debet", "Volume debet", "Bedrag debet", "Prestaties credit", "Volume credit", "Bedrag credit")
NETTO = ("Volume", "Bedrag")
BEDRAGEN = ("Prestaties debet", "Bedrag debet", "Prestaties credit", "Bedrag credit", "Bedrag")


def bladen(staat: Jaarstaat, afzender: Jaarafsluiting | None) -> list[Blad]:
    """Everything in the statement, in the same order in every form; `afzender` is what the provider calls itself."""
    return [_voorblad(staat, afzender), _per_budgethouder(staat), _per_product(staat), *specificatie(staat)]


def titel(staat: Jaarstaat, afzender: Jaarafsluiting | None) -> str:
    """What the statement is called, for who reads it or hears it read."""
    return f"Jaarstaat {staat.jaar} van {staat.agb if afzender is None else afzender.naam}"


def specificatie(staat: Jaarstaat) -> list[Blad]:
    """What the sums are made of: months, and declarations."""
    return [_per_maand(staat), _declaraties(staat)]


def wie(agb: str, afzender: Jaarafsluiting | None, rol: str) -> list[tuple[Cel, ...]]:
    """A provider in this role, with the name and address that it gave itself."""
    naam, adres, plaats = ONBEKEND, ONBEKEND, ONBEKEND
    if afzender is not None:
        naam, adres, plaats = afzender.naam, afzender.adresregel, f"{afzender.postcode} {afzender.plaatsnaam}"
    return [
        (f"Naam {rol}", naam),
        (f"AGB-code {rol}", agb),
        (f"Adres {rol}", adres),
        (f"Postcode en plaats {rol}", plaats),
    ]


def narekenen(regels: Sequence[str]) -> list[tuple[Cel, ...]]:
    """How anybody can compute it again."""
    return [("Narekenen", each) for each in regels]


def _voorblad(staat: Jaarstaat, afzender: Jaarafsluiting | None) -> Blad:
    rijen: list[tuple[Cel, ...]] = [
        ("Jaar", str(staat.jaar)),
        *wie(staat.agb, afzender, "aanbieder"),
        ("Gemaakt op", local_date(staat.gemaakt_op)),
        ("Prestaties debet", staat.totaal.prestaties_debet),
        ("Prestaties credit", staat.totaal.prestaties_credit),
        ("Toegekend debet", Euro(staat.totaal.bedrag_debet)),
        ("Toegekend credit", Euro(staat.totaal.bedrag_credit)),
        ("Toegekend netto", Euro(staat.totaal.bedrag)),
    ]
    return Blad("Jaarstaat", ("Onderwerp", "Waarde"), rijen + narekenen(NAREKENEN))


def _per_budgethouder(staat: Jaarstaat) -> Blad:
    rijen: list[tuple[Cel, ...]] = [
        (*gemeente(budgethouder), *_bedragen(som)) for budgethouder, som in staat.per_budgethouder
    ]
    return Blad("Per budgethouder", (*BETAALT, *BEDRAGEN), rijen)


def _per_product(staat: Jaarstaat) -> Blad:
    rijen = [(*_product(staat.jaar, product), *_som(som)) for product, som in staat.per_product]
    return Blad("Per product", (*PRODUCT, *VOLUME, *NETTO), rijen)


def _per_maand(staat: Jaarstaat) -> Blad:
    rijen = [(*_product(staat.jaar, product), Maand(maand), *_som(som)) for product, maand, som in staat.per_maand]
    return Blad("Per product en maand", (*PRODUCT, "Maand", *VOLUME, *NETTO), rijen)


def _declaraties(staat: Jaarstaat) -> Blad:
    kop = (
        *BETAALT,
        "Gemeente",
        "Naam gemeente",
        "Declaratienummer",
        "Declaratiemaand",
        "Bericht (323)",
        "Antwoord (325)",
        "Beantwoord op",
        *BEDRAGEN,
    )
    rijen: list[tuple[Cel, ...]] = [
        (
            *gemeente(budgethouder),
            *gemeente(each.gemeente),
            each.declaratienummer,
            Maand(each.declaratieperiode),
            each.identificatie_323,
            each.identificatie_325,
            local_date(each.beantwoord_op),
            *_bedragen(som),
        )
        for each, budgethouder, som in staat.declaraties
    ]
    return Blad("Declaraties", kop, rijen)


def _product(jaar: int, product: Product) -> tuple[str, ...]:
    naam = productnaam(jaar, (product.gemeente, product.budgethouder), product.code)
    wie_ = (*gemeente(product.budgethouder), *gemeente(product.gemeente))
    return (*wie_, product.categorie, product.code, naam, eenheid(product.eenheid))


def _bedragen(som: Som) -> tuple[Cel, ...]:
    debet, credit = Euro(som.bedrag_debet), Euro(som.bedrag_credit)
    return (som.prestaties_debet, debet, som.prestaties_credit, credit, Euro(som.bedrag))


def _som(som: Som) -> tuple[Cel, ...]:
    debet = (som.prestaties_debet, som.volume_debet, Euro(som.bedrag_debet))
    credit = (som.prestaties_credit, som.volume_credit, Euro(som.bedrag_credit))
    return (*debet, *credit, som.volume, Euro(som.bedrag))
