"""Steering: contract terms, coverage, budgets and KPI norms."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from inkoop.basis import (
    Beleid,
    Benoemd,
    Eurocent,
    Gemeentecode,
    Logobestand,
    Onderdeel,
    Positief,
    Procent,
    Productcode,
    Tekst,
)
from istandaard.regels.rekenen import jaren_later


class Looptijd(Beleid):
    """The term of the contracts in years, and the years of each option to extend (M103)."""

    start: date
    jaren: Positief
    opties: tuple[Positief, ...]

    @property
    def laatste_dag(self) -> date:
        """The last day of the term when every option is exercised: after it there is no contract under this model."""
        return jaren_later(self.start, self.jaren + sum(self.opties)) - timedelta(days=1)


class Dekkingsnorm(Beleid):
    """Which coverage is contracted (M53, M100, M101), and how many providers are too many (M129).

    The norm holds for each of `per` apart: each specialisme, gemeente, doelgroep. `van_procent` and `tot_procent`
    are capacity against the present clients. `aanbieders_hoogstens` holds for each of `producten` apart.
    """

    titel: Tekst
    producten: Annotated[tuple[Productcode, ...], Field(min_length=1)]
    per: tuple[Literal["specialisme", "gemeente", "doelgroep"], ...] = ()
    minimum_aanbieders: Positief
    aanbieders_hoogstens: Positief | None = None
    van_procent: Procent | None = None
    tot_procent: Procent | None = None


class Budget(Beleid):
    """Eurocents a calendar year, for a product or a gemeente or both (M73); a plafond may not be passed (M113).

    It is for `jaar`, and for each year after it until a newer one takes its place (`budgetten_in`).
    """

    jaar: Annotated[int, Field(ge=2015, le=2100)]
    eurocent: Eurocent
    product: Productcode | None = None
    gemeente: Gemeentecode | None = None
    plafond: bool = False


class Boeking(Onderdeel):
    """Where the books of a municipality have what is paid for a product; without `gemeente` it is so for all.

    `kostenplaats` is as the municipality has them; where nothing else is agreed, the taakveld of Iv3.
    """

    product: Productcode
    gemeente: Gemeentecode | None = None
    grootboekrekening: Tekst
    kostenplaats: Tekst


class Kpi(Benoemd, Beleid):
    """A norm with a traffic light (M89): at least (or at most) `groen` is green, then `oranje`, else red."""

    eenheid: Literal["procent", "werkdagen", "tiende"]
    beter: Literal["hoger", "lager"]
    groen: Annotated[int, Field(ge=0)]
    oranje: Annotated[int, Field(ge=0)]


class Contractsturing(Beleid):
    """The norms, and the steps when a provider keeps deviating from them, in order (M89).

    `kwaliteit_openbaar`: residents may compare the quality of providers, without a token (M139).
    """

    kpis: Annotated[tuple[Kpi, ...], Field(min_length=1)]
    stappen: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    kwaliteit_openbaar: bool = False


Afspraak = Literal[
    "melding-bevestigd",
    "wachtende-gesproken",
    "toewijzing-verzonden",
    "verzoek-besloten",
    "declaratie-beantwoord",
    "declaratie-betaald",
]
"""What a municipality may agree to do within a term: what events say the begin and the end of."""
AFSPRAKEN: Mapping[Afspraak, str] = {
    "melding-bevestigd": "een melding bevestigen",
    "wachtende-gesproken": "contact opnemen met een cliënt die wacht, na het besluit",
    "toewijzing-verzonden": "een toewijzing sturen na het besluit",
    "verzoek-besloten": "een verzoek van een aanbieder beantwoorden",
    "declaratie-beantwoord": "een declaratie beantwoorden",
    "declaratie-betaald": "een declaratie betalen na ontvangst",
}
"""The same in words, in the order of the chain."""


class EigenTermijn(Beleid):
    """What the municipality agreed with its providers to do itself within so many working days (M130)."""

    wat: Afspraak
    werkdagen: Positief


class Gunning(Beleid):
    """Scores of the tender in percents (M118): the least per criterion and on average, or the weights."""

    minimum_per_criterium: Procent | None = None
    minimum_gemiddeld: Procent | None = None
    prijs_procent: Procent | None = None
    kwaliteit_procent: Procent | None = None


class Wijk(Beleid):
    """A district of a municipality, by the four digits of its postcodes (M133)."""

    gemeente: Gemeentecode
    titel: Tekst
    postcodes: Annotated[tuple[Annotated[int, Field(ge=1000, le=9999)], ...], Field(min_length=1)]


class Gemeente(Onderdeel):
    """A municipality of the region; `code` is its CBS code, `adres` how it stands on what is sent to it.

    A letter names the ordinances as they are called, and says under which number one can ring. `logo` is a picture in
    the folder of the model, for the head of letters.
    """

    code: Gemeentecode
    naam: Tekst
    adres: Tekst | None = None
    telefoon: Tekst | None = None
    logo: Logobestand | None = None
    verordening: Tekst | None = None
    jeugdverordening: Tekst | None = None
    centrumgemeente: bool = False
