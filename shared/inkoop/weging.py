"""How a region weighs: trajecten, scenarios, ladder, resultaatgebieden and the weighing frame."""

from typing import Annotated, Literal

from pydantic import Field

from inkoop.basis import Aantal, Beleid, Benoemd, Naam, Onderdeel, Positief, Productcode, Tekst

Partij = Literal["client", "gemeente", "aanbieder"]


class Evaluatie(Beleid):
    """How often support is evaluated, in months, by whom and in which form (M85, M86, M68)."""

    maanden: Positief
    partijen: Annotated[tuple[Partij, ...], Field(min_length=1)]
    vorm: Literal["gesprek", "verslag"]


class Regie(Beleid):
    """Who directs a case and how closely (M88, M29).

    `per_casus`: who settles a plan may choose other days to evaluate than the rhythm of the traject gives.
    """

    door: Literal["gemeente", "aanbieder"]
    intensiteit: Literal["intensief", "gewoon", "licht"]
    per_casus: bool = False


class Traject(Benoemd, Beleid):
    """A direction that support takes, such as developing or maintaining, with its limits.

    `maximaal_maanden` is the longest decision (M6, M27, M28); absent means no limit but that of the law.
    `zonder_eigen_product`: uses the products of other trajecten (M4).
    `korte_doelen_maanden` is the horizon of short-term goals (M12). `vereist_contract` names the traject that a
    provider must have a contract for too (M60).
    """

    producten: Annotated[tuple[Productcode, ...], Field(min_length=1)]
    standaard_maanden: Positief
    maximaal_maanden: Positief | None = None
    evaluatie: Evaluatie
    regie: Regie
    korte_doelen_maanden: Positief | None = None
    vereist_contract: Naam | None = None
    zonder_eigen_product: bool = False


class Doorstroom(Beleid):
    """A flow from one traject to another: supported, or only as an exception with a reason (M8)."""

    van: Naam
    naar: Naam
    soort: Literal["gewoon", "uitzondering"]


class Combinatie(Beleid):
    """Products of `producten` are never decided for the same days as products of `met` (M7)."""

    producten: Annotated[tuple[Productcode, ...], Field(min_length=1)]
    met: Annotated[tuple[Productcode, ...], Field(min_length=1)]
    melding: Tekst


class Scenario(Benoemd, Beleid):
    """A way to use one product, with its own limit in months and number of extensions (M10)."""

    product: Productcode
    minuten_per_week: Positief
    maximaal_maanden: Positief | None = None
    verlengingen: Aantal = 0


class Trede(Onderdeel):
    """A step of the ladder."""

    titel: Tekst
    producten: Annotated[tuple[Productcode, ...], Field(min_length=1)]


class Ladder(Beleid):
    """Steps from light to heavy; a heavier step needs a reason for passing each lighter one (M20)."""

    treden: Annotated[tuple[Trede, ...], Field(min_length=2)]


class Resultaatgebied(Benoemd, Beleid):
    """An area to work on, with its sub-goals; some count only together with another (M23, M24)."""

    subdoelen: tuple[Tekst, ...]
    alleen_in_combinatie: bool = False


class Zwaarte(Onderdeel):
    """How many resultaatgebieden are worked on at once."""

    naam: Naam
    van: Positief
    tot: Positief


class Intensiteit(Benoemd):
    """How intensive support is; raised ones need this many named aggravating circumstances (M26)."""

    omstandigheden: Aantal


class Duur(Onderdeel):
    """A duration to choose, in months, and the trajecten it may be chosen for (M27).

    With `tot_maanden`, every term up to that many months counts as this one.
    """

    titel: Tekst
    maanden: Positief
    tot_maanden: Positief | None = None
    trajecten: Annotated[tuple[Naam, ...], Field(min_length=1)]


class Cel(Onderdeel):
    """One cell of the matrix zwaarte × traject × intensiteit, and the product it stands for (M25)."""

    zwaarte: Naam
    traject: Naam
    intensiteit: Naam
    product: Productcode


class Afwegingskader(Beleid):
    """The four steps from question to product (M22-M27)."""

    zwaarten: Annotated[tuple[Zwaarte, ...], Field(min_length=1)]
    intensiteiten: Annotated[tuple[Intensiteit, ...], Field(min_length=1)]
    verzwarende_omstandigheden: Annotated[tuple[Benoemd, ...], Field(min_length=1)]
    duren: Annotated[tuple[Duur, ...], Field(min_length=1)]
    cellen: Annotated[tuple[Cel, ...], Field(min_length=1)]
