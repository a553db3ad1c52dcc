"""The statement of a year as an accountant files it: who, what each says, what is explained, and who signs."""

from collections.abc import Iterator, Sequence

from bladen import Blad, Cel, Euro
from chassis.clock import local_date
from declaratie.domain.jaarafsluiting import NAMEN, Afsluitingstand, Vergelijking
from declaratie.domain.jaarstaten import NAREKENEN, Jaarstaat
from declaratie.tables import Controleverklaring, Jaarafsluiting
from declaratie.uitvoer.jaarstaat import narekenen, specificatie, wie
from declaratie.uitvoer.namen import eenheid, gemeente, gemeenteadres, productnaam

KOP = (
    "Categorie",
    "Product",
    "Naam product",
    "Eenheid",
    "Toegekend volume",
    "Toegekend bedrag",
    "Opgegeven volume",
    "Opgegeven bedrag",
    "Verschil volume",
    "Verschil bedrag",
    "Toelichting aanbieder",
    "Toelichting gemeente",
)


def bladen(
    row: Jaarafsluiting, verklaring: Controleverklaring | None, vergeleken: Sequence[Vergelijking], staat: Jaarstaat
) -> list[Blad]:
    """Everything that is in the statement, in the same order in every form."""
    kop = ("Onderwerp", "Waarde")
    return [
        Blad(
            "Productieverantwoording",
            kop,
            [*_wie(row), *_sommen(vergeleken), *_stappen(row), *narekenen(_narekenen(row))],
        ),
        Blad("Controleverklaring", kop, list(_verklaring(verklaring))),
        Blad("Verschillen per product", KOP, [_vergelijking(row, each) for each in vergeleken]),
        *specificatie(staat),
        _ondertekening(row),
    ]


def titel(row: Jaarafsluiting) -> str:
    """What the statement is called, for who reads it or hears it read."""
    return f"Productieverantwoording {row.jaar} van {row.naam} aan {_gemeente(row)}"


def _gemeente(row: Jaarafsluiting) -> str:
    return f"gemeente {gemeente(row.budgethouder)[1]}"


def _wie(row: Jaarafsluiting) -> list[tuple[Cel, ...]]:
    return [
        ("Jaar", str(row.jaar)),
        *wie(row.agb, row, "afzender"),
        ("Aan", _gemeente(row)),
        ("Adres van de gemeente", gemeenteadres(row.budgethouder) or "niet in het inkoopmodel"),
        ("CBS-code", row.budgethouder),
    ]


def _narekenen(row: Jaarafsluiting) -> list[str]:
    """Of a closed year there is no newer statement."""
    if row.gesloten_op is None:
        return list(NAREKENEN)
    na = "Wat na het sluiten is beoordeeld, telt niet mee: het wordt betaald, en staat apart als na afsluiting."
    return [*NAREKENEN[:-1], na]


def _sommen(vergeleken: Sequence[Vergelijking]) -> list[tuple[Cel, ...]]:
    return [
        ("Toegekend door de gemeente", Euro(sum(each.toegekend.bedrag for each in vergeleken))),
        ("Opgegeven door de aanbieder", Euro(sum(each.opgegeven.bedrag for each in vergeleken))),
        ("Verschil", Euro(sum(each.verschil.bedrag for each in vergeleken))),
    ]


def _stappen(row: Jaarafsluiting) -> Iterator[tuple[Cel, ...]]:
    """How far it is, without the names of who did it."""
    yield "Opgegeven op", local_date(row.opgegeven_op)
    if row.gesloten_op is None:
        yield "Stand", "concept: dit jaar is niet gesloten"
    else:
        yield "Stand", Afsluitingstand.GESLOTEN.value
        yield "Gesloten op", local_date(row.gesloten_op)
    if row.toelichting is not None:
        yield "Toelichting bij het sluiten", row.toelichting


def _verklaring(verklaring: Controleverklaring | None) -> Iterator[tuple[Cel, ...]]:
    if verklaring is None or verklaring.hash is None:
        yield "Oordeel", "er is geen controleverklaring"
        return
    yield "Oordeel", NAMEN[verklaring.oordeel]
    yield "Accountant", verklaring.accountant
    yield "Afgegeven op", verklaring.afgegeven_op
    yield "SHA-256 van het bestand", verklaring.hash


def _vergelijking(row: Jaarafsluiting, each: Vergelijking) -> tuple[Cel, ...]:
    product = each.product
    cijfers = (each.toegekend, each.opgegeven, each.verschil)
    return (
        product.categorie,
        product.code,
        productnaam(row.jaar, (row.budgethouder,), product.code),
        eenheid(product.eenheid),
        *(cel for cijfer in cijfers for cel in (cijfer.volume, Euro(cijfer.bedrag))),
        each.aanbieder or "–",
        each.gemeente or "–",
    )


def _ondertekening(row: Jaarafsluiting) -> Blad:
    """Room to sign, for both: None is an empty cell that is high enough."""
    namens = (f"{row.naam} (AGB-code {row.agb})", _gemeente(row))
    kop = ("Namens", "Naam", "Functie", "Plaats en datum", "Handtekening")
    return Blad("Ondertekening", kop, [(each, None, None, None, None) for each in namens])
