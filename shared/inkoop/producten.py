"""Products and what they cost."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from inkoop.basis import (
    Beleid,
    Benoemd,
    Categorie,
    Eurocent,
    Gemeentecode,
    Naam,
    Onderdeel,
    Positief,
    Productcode,
    Tekst,
)

Bekostiging = Literal["minuut", "uur", "dagdeel", "etmaal", "maandbedrag", "resultaat", "traject"]

EENHEDEN = {
    "01": "minuut",
    "04": "uur",
    "14": "etmaal",
    "16": "dagdeel (4 uur)",
    "82": "stuk (output)",
    "83": "euro",
    "84": "stuk (inspanning)",
}
"""iWmo code list WJ756."""

FREQUENTIES = {1: "per dag", 2: "per week", 4: "per maand", 6: "totaal binnen de geldigheidsduur"}
"""iWmo frequentie of an Omvang."""

TOEGESTANE_EENHEDEN: dict[str, tuple[str, ...]] = {
    "minuut": ("01",),
    "uur": ("04",),
    "dagdeel": ("16",),
    "etmaal": ("14",),
    "maandbedrag": ("82", "83", "84"),
    "resultaat": ("82", "83"),
    "traject": ("82", "83", "84"),
}
"""Which eenheid fits which bekostiging (M71, M72, M74, M80)."""

EENHEDEN_PER_VARIANT: dict[str, tuple[str, ...]] = {
    "inspanning": ("01", "04", "14", "16", "84"),
    "output": ("82", "83"),
    "traject": ("82", "83", "84"),
    "taakgericht": ("82", "83"),
}
"""Which eenheid fits which uitvoeringsvariant (M80); euros only where not the effort counts (IV042, IV076)."""

EURO = "83"
"""A volume in this eenheid is an amount in eurocents (IV042)."""

NIET_PER_DAG = ("14", "16", EURO, "84")
"""What an iWmo Omvang never has per day (CS338)."""


class Perceel(Benoemd):
    """A lot of the tender; subcontractors may be excluded (M61)."""

    onderaannemers: bool = True


class Tarief(Onderdeel):
    """The price of one eenheid in eurocents, from a date on."""

    vanaf: date
    eurocent: Eurocent


class Index(Beleid):
    """One indexation of all tariffs of the region: hundredths of a percent, from a date on (M79)."""

    vanaf: date
    basispunten: Annotated[int, Field(ge=-2000, le=5000)]


class Normband(Beleid):
    """Minutes per week that are usual for a product; a decision may deviate with a reason (M9)."""

    van: Positief
    tot: Positief


class Uitloop(Beleid):
    """A product that is being phased out (M45): no new decisions from one date, nothing at all after another."""

    geen_nieuwe_vanaf: date
    einde: date
    daarna: Tekst


class Product(Onderdeel):
    """What a municipality can decide and a provider can bill.

    `eenheid` is a WJ756 code and `frequentie` that of an iWmo Omvang. What is bought in euros (83) has no price per
    piece: its tarieven are the amount that is usual per frequentie, and a decision says which amount is assigned.
    `budgethouder` is the CBS code of the
    municipality that pays for all (M83); absent means the client's own. `vervoer`: who cannot travel is fetched by
    the provider (M14). `alleen_uitdrukkelijk`: only when expressly indicated, else individual help (M44).
    """

    code: Productcode
    naam: Tekst
    perceel: Naam
    categorie: Categorie
    bekostiging: Bekostiging
    uitvoeringsvariant: Literal["inspanning", "output", "traject", "taakgericht"]
    eenheid: Literal["01", "04", "14", "16", "82", "83", "84"]
    frequentie: Literal[1, 2, 4, 6]
    tarieven: Annotated[tuple[Tarief, ...], Field(min_length=1)]
    normband: Normband | None = None
    uitloop: Uitloop | None = None
    budgethouder: Gemeentecode | None = None
    vervoer: bool = False
    alleen_uitdrukkelijk: bool = False
