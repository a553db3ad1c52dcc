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
from istandaard.codes import Eenheid
from wetten import Wet, wet_van_categorie

Bekostiging = Literal["minuut", "uur", "dagdeel", "etmaal", "maandbedrag", "resultaat", "traject", "lumpsum"]

EENHEDEN: dict[Eenheid, str] = {
    Eenheid.MINUUT: "minuut",
    Eenheid.UUR: "uur",
    Eenheid.ETMAAL: "etmaal",
    Eenheid.DAGDEEL: "dagdeel (4 uur)",
    Eenheid.STUKS_OUTPUT: "stuk (output)",
    Eenheid.EUROS: "euro",
    Eenheid.STUKS_INSPANNING: "stuk (inspanning)",
}
"""How a product is counted, as a buyer says it."""

FREQUENTIES = {1: "per dag", 2: "per week", 4: "per maand", 6: "totaal binnen de geldigheidsduur"}
"""How often that is: the Frequentie of an iWmo Omvang, a number in a model."""

OUTPUT = (Eenheid.STUKS_OUTPUT, Eenheid.EUROS)
PER_STUK = (*OUTPUT, Eenheid.STUKS_INSPANNING)

TOEGESTANE_EENHEDEN: dict[str, tuple[Eenheid, ...]] = {
    "minuut": (Eenheid.MINUUT,),
    "uur": (Eenheid.UUR,),
    "dagdeel": (Eenheid.DAGDEEL,),
    "etmaal": (Eenheid.ETMAAL,),
    "maandbedrag": PER_STUK,
    "resultaat": OUTPUT,
    "traject": PER_STUK,
    "lumpsum": (Eenheid.EUROS,),
}
"""Which eenheid fits which bekostiging (M71, M72, M74, M80, M140)."""

EENHEDEN_PER_VARIANT: dict[str, tuple[Eenheid, ...]] = {
    "inspanning": (Eenheid.MINUUT, Eenheid.UUR, Eenheid.ETMAAL, Eenheid.DAGDEEL, Eenheid.STUKS_INSPANNING),
    "output": OUTPUT,
    "traject": PER_STUK,
    "taakgericht": OUTPUT,
}
"""Which eenheid fits which uitvoeringsvariant (M80); euros only where not the effort counts (IV042, IV076)."""

NIET_PER_DAG = (Eenheid.ETMAAL, Eenheid.DAGDEEL, Eenheid.EUROS, Eenheid.STUKS_INSPANNING)
"""What an iWmo Omvang never has per day (CS338)."""


class Perceel(Benoemd):
    """A lot of the tender; subcontractors may be excluded (M61)."""

    onderaannemers: bool = True


class Grond(Onderdeel):
    """On what a price rests (M137): the independent research, and the cost price in its parts, in eurocents.

    The parts are those of Uitvoeringsbesluit Wmo 2015, 5.4 (3): who gives the help, overhead, hours in which nothing is
    delivered (leave, illness, talks), travel and training, indexation, and what the municipality asks beside.
    """

    onderzoek: Tekst
    beroepskracht: Eurocent
    overhead: Eurocent
    niet_productief: Eurocent
    reis_en_opleiding: Eurocent
    indexatie: Eurocent
    overig: Eurocent

    @property
    def kostprijs(self) -> Eurocent:
        """All parts together."""
        loon = self.beroepskracht + self.niet_productief + self.reis_en_opleiding
        return loon + self.overhead + self.indexatie + self.overig


class Tarief(Onderdeel):
    """The price of one eenheid in eurocents, from a date on; with a `grond` no contract may pay less (M137)."""

    vanaf: date
    eurocent: Eurocent
    grond: Grond | None = None


class Index(Beleid):
    """One indexation of all tariffs of the region: hundredths of a percent, from a date on (M79)."""

    vanaf: date
    basispunten: Annotated[int, Field(ge=-2000, le=5000)]


class Normband(Beleid):
    """Minutes per week that are usual for a product; a decision may deviate with a reason (M9)."""

    van: Positief
    tot: Positief


class Uitloop(Beleid):
    """A product that is being phased out, and what comes after it (M45).

    Only a date that was decided refuses: no new decisions from `geen_nieuwe_vanaf` on, nothing at all after `einde`.
    Without them the product is marked and nothing is refused. `verwacht` is the day on which the document expects the
    change: people read it, nothing follows from it. `deel` is the part of the product that goes; absent is all of it.
    """

    daarna: Tekst
    deel: Tekst | None = None
    verwacht: date | None = None
    geen_nieuwe_vanaf: date | None = None
    einde: date | None = None

    @property
    def besloten(self) -> bool:
        """Whether a date was decided, so that something is or will be refused."""
        return self.geen_nieuwe_vanaf is not None or self.einde is not None

    @property
    def merk(self) -> str:
        """The mark as a resident reads it in a letter too; the days that refuse or are expected are said elsewhere."""
        duur = "" if self.besloten else "op den duur "
        wat = f"een deel van dit product ({self.deel})" if self.deel else "dit product"
        return f"De gemeente stopt {duur}met {wat}. Daarna komt: {self.daarna[0].lower()}{self.daarna[1:]}."


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
    eenheid: Annotated[Eenheid, Field(strict=False)]
    frequentie: Literal[1, 2, 4, 6]
    tarieven: Annotated[tuple[Tarief, ...], Field(min_length=1)]
    normband: Normband | None = None
    uitloop: Uitloop | None = None
    budgethouder: Gemeentecode | None = None
    vervoer: bool = False
    alleen_uitdrukkelijk: bool = False

    @property
    def wet(self) -> Wet:
        """The law under which it is decided on: its categorie tells."""
        return wet_van_categorie(self.categorie)

    def grond_op(self, datum: date) -> Grond | None:
        """On what its price on a day rests; None when the model does not say (M137)."""
        begonnen = [each for each in self.tarieven if each.vanaf <= datum]
        return max(begonnen, key=lambda each: each.vanaf).grond if begonnen else None

    @property
    def blijft(self) -> bool:
        """Whether no date was decided on which it ends; it may be marked as phasing out all the same (M45)."""
        return self.uitloop is None or not self.uitloop.besloten

    def te_beschikken(self, op: date) -> bool:
        """Whether a new decision on it may be taken on a day (M45)."""
        grens = self.uitloop.geen_nieuwe_vanaf if self.uitloop else None
        return grens is None or op < grens
