"""What is weighed, and what a rule says about it: plain data."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inkoop import Inkoopmodel, Product
from inkoop.weging import Cel, Traject
from wetten import Wet

Dader = Literal["aanbieder", "netwerk", "client"]


@dataclass(frozen=True)
class Taak:
    """One line of a huishoudplan: what is done, how long per week, and by whom (M3)."""

    naam: str
    minuten_per_week: int
    door: Dader


@dataclass(frozen=True)
class Verwijzing:
    """That somebody else than the municipality referred, by a verwijsroute of the inkoopmodel (M40, M41)."""

    route: str
    overlegd_op: date | None = None
    meer_domeinen: bool = False
    gemeld_op: date | None = None
    verlenging: bool = False
    beoordeeld_op: date | None = None


@dataclass(frozen=True)
class Situatie:
    """What the onderzoek found, in the names of the inkoopmodel.

    `gepasseerd` gives per lighter step of the ladder, counted from 1, why it does not do (M20). `reden_groep` is why
    group support is expressly needed (M44), `reden_doorstroom` why an exceptional flow is right (M8).
    """

    gebieden: tuple[str, ...] = ()
    omstandigheden: tuple[str, ...] = ()
    huidig_traject: str | None = None
    reden_doorstroom: str | None = None
    gepasseerd: tuple[tuple[int, str], ...] = ()
    reden_groep: str | None = None
    kan_niet_reizen: bool = False
    alleen_praktische_hulp: bool = False
    huishoudplan: tuple[Taak, ...] = ()
    scenario_verlengd: int = 0
    """How often the temporary scenario was extended already (M10)."""
    verwijzing: Verwijzing | None = None


@dataclass(frozen=True)
class Keuze:
    """A product that is weighed, decided on or running, from `ingangsdatum` up to and including `einddatum`."""

    product: str
    ingangsdatum: date
    einddatum: date | None
    traject: str | None = None
    scenario: str | None = None
    minuten_per_week: int | None = None
    reden_afwijking: str | None = None
    """Why the minutes lie outside the norm band (M9), or the term is not the usual one (M27)."""
    vervoer: bool = False
    aanbieder: str | None = None
    specialisme: str | None = None
    doelgroep: str | None = None

    @property
    def maanden(self) -> int | None:
        """The term in months, a part of a month counting whole; None without an end."""
        return maanden_tussen(self.ingangsdatum, self.einddatum) if self.einddatum else None

    def samen_met(self, ander: "Keuze") -> bool:
        """Whether both run on one or more of the same days."""
        eind, ander_eind = self.einddatum or date.max, ander.einddatum or date.max
        return self.ingangsdatum <= ander_eind and ander.ingangsdatum <= eind


@dataclass(frozen=True)
class Zaak:
    """Everything that a rule may look at. `situatie` is None where nothing was weighed."""

    model: Inkoopmodel
    op: date
    """The day of the decision, or of weighing."""
    situatie: Situatie | None
    keuzes: tuple[Keuze, ...]
    lopend: tuple[Keuze, ...] = ()
    """What the client has already."""
    spoed: bool = False
    """An urgent need: nothing is weighed first (Wmo 2015, 2.3.3)."""
    wet: Wet = Wet.WMO
    """The law of the case."""

    def bekende(self) -> Iterator[tuple[int, Keuze, Product]]:
        """The choices of which the product is in the model, with their place."""
        producten = {each.code: each for each in self.model.producten}
        for plek, keuze in enumerate(self.keuzes):
            if keuze.product in producten:
                yield plek, keuze, producten[keuze.product]

    def cel_van(self, keuze: Keuze) -> Cel | None:
        """The cell of the weighing frame that the product stands for (M25)."""
        kader = self.model.afwegingskader
        return next((each for each in kader.cellen if each.product == keuze.product), None) if kader else None

    def trajecten_van(self, keuze: Keuze) -> tuple[Traject, ...]:
        """The trajecten that the choice may belong to: the one that is named, else all that hold the product."""
        return tuple(
            each
            for each in self.model.trajecten
            if keuze.product in each.producten and keuze.traject in {None, each.naam}
        )


@dataclass(frozen=True)
class Uitspraak:
    """What one rule says: a ground under a choice (`mag`), or why it may not be and what would be allowed (`wel`)."""

    regel: str
    reden: str
    mag: bool = False
    plek: int | None = None
    """Place of the choice; None for what the situatie lacks."""
    veld: str = ""
    """The field of the choice or of the situatie, in snake case."""
    wel: str = ""


@dataclass(frozen=True)
class Regel:
    """One rule of policy: the M numbers it carries out, a name, and the function that judges."""

    nummers: tuple[str, ...]
    naam: str
    oordeel: Callable[[Zaak], Iterator[Uitspraak]]

    @property
    def uitleg(self) -> str:
        """What the rule says, in a sentence."""
        return (self.oordeel.__doc__ or "").strip().split("\n")[0]


class Geweigerd(Exception):
    """Something that the inkoopmodel does not allow: every rule that stands in the way, all at once."""

    def __init__(self, uitspraken: list[Uitspraak]) -> None:
        super().__init__(", ".join(each.regel for each in uitspraken))
        self.uitspraken = uitspraken


def maand_verder(dag: date, maanden: int) -> date:
    """The same day so many months later, or the last day of that month; never beyond the last day there is."""
    index = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = index // 12, index % 12 + 1
    if jaar > date.max.year:
        return date.max
    return date(jaar, maand, min(dag.day, monthrange(jaar, maand)[1]))


def maanden_tussen(ingangsdatum: date, einddatum: date) -> int:
    """The months from the first up to and including the last day, a part of a month counting whole."""
    maanden = (einddatum.year - ingangsdatum.year) * 12 + einddatum.month - ingangsdatum.month
    return maanden + (maand_verder(ingangsdatum, maanden) <= einddatum)


def opsomming(delen: Iterable[str], *, woord: str = "of") -> str:
    """Words in a row: a, b of c."""
    alle = list(delen)
    return f" {woord} ".join(part for part in (", ".join(alle[:-1]), *alle[-1:]) if part)
