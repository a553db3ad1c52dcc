"""The figures that the invented citizens and providers of a demo follow (M96, M97)."""

from typing import Annotated

from pydantic import Field

from inkoop.basis import Beleid, Benoemd, Gemeentecode, Naam, Onderdeel, Positief, Productcode, Tekst
from istandaard.codes import TypeVerwijzer


class Leeftijdsklasse(Onderdeel):
    """Citizens of `van` up to but not including `tot` years, as a share of all."""

    van: Positief
    tot: Positief
    aandeel: Positief


class Woongebied(Onderdeel):
    """Where citizens live: a share of all, in a place with postcodes (the four digits) from and up to."""

    gemeente: Gemeentecode
    aandeel: Positief
    plaats: Tekst
    postcode_van: Annotated[int, Field(ge=1000, le=9999)]
    postcode_tot: Annotated[int, Field(ge=1000, le=9999)]


class Ondersteuning(Onderdeel):
    """A product with its volume (in the eenheid and frequentie of the product) for a number of months.

    `minuten` are the minutes per week of a product that is not counted in time (M1).
    """

    product: Productcode
    volume: Positief
    maanden: Positief
    minuten: Positief | None = None


class Pakket(Onderdeel):
    """What a citizen gets: one or more products."""

    naam: Naam
    ondersteuning: Annotated[tuple[Ondersteuning, ...], Field(min_length=1)]


class Pakketaandeel(Onderdeel):
    """How often a pakket is chosen within a profiel."""

    pakket: Naam
    aandeel: Positief


class Scenarioaandeel(Onderdeel):
    """How often a scenario is chosen, in the minutes per week of the model (M10)."""

    scenario: Naam
    aandeel: Positief


class Profiel(Benoemd):
    """A group of citizens: its share of all, its typical age in years, its specialisme, and what it gets."""

    aandeel: Positief
    leeftijd: Positief
    specialisme: Naam
    pakketten: Annotated[tuple[Pakketaandeel, ...], Field(min_length=1)]


class Aanbiedersgroep(Onderdeel):
    """A number of contracts for the same products and specialisme."""

    specialisme: Naam
    contracten: Positief
    producten: Annotated[tuple[Productcode, ...], Field(min_length=1)]


class Concentratie(Onderdeel):
    """The next largest `aanbieders` together have `aandeel` of the turnover (M97)."""

    aanbieders: Positief
    aandeel: Positief


class Verwijzeraandeel(Onderdeel):
    """How often youth come in by a referrer (COD327)."""

    type_verwijzer: Annotated[TypeVerwijzer, Field(strict=False)]
    aandeel: Positief


class Jeugd(Onderdeel):
    """The youth among the clients, in hundredths of all: their ages, by whom they come in, and what they get.

    Their ages are counted after a play (`clientroute.demo.draaiboek`): who is a youth then was one all along.
    """

    aandeel_procent: Annotated[int, Field(ge=1, le=99)]
    leeftijden: Annotated[tuple[Leeftijdsklasse, ...], Field(min_length=1)]
    verwijzers: Annotated[tuple[Verwijzeraandeel, ...], Field(min_length=1)]
    profielen: Annotated[tuple[Profiel, ...], Field(min_length=1)]


class Bevolking(Beleid):
    """Figures for a demo. `clienten` is the real number of clients that the shares were counted over.

    `leeftijden` and `profielen` are of the adults, who get what the Wmo has; `jeugd` is of a region that buys for both
    laws.
    """

    clienten: Positief
    aanbieders: Annotated[int, Field(ge=2, le=100)]
    leeftijden: Annotated[tuple[Leeftijdsklasse, ...], Field(min_length=1)]
    woongebieden: Annotated[tuple[Woongebied, ...], Field(min_length=1)]
    pakketten: Annotated[tuple[Pakket, ...], Field(min_length=1)]
    scenarios: tuple[Scenarioaandeel, ...] = ()
    profielen: Annotated[tuple[Profiel, ...], Field(min_length=1)]
    aanbiedersgroepen: Annotated[tuple[Aanbiedersgroep, ...], Field(min_length=1)]
    concentratie: tuple[Concentratie, ...] = ()
    jeugd: Jeugd | None = None
