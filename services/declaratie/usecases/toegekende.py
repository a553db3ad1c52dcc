"""Answered declarations of which something was granted: what comes after the answer looks at many together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from chassis.batches import in_batches
from chassis.events import Heard
from chassis.work import Work
from declaratie.domain.beleid import ToegekendePrestatie
from declaratie.domain.budget import Uitgave
from declaratie.domain.kalender import eerste_van_maand
from declaratie.store.beleid import Bedrag
from declaratie.store.bulk import Waar
from declaratie.tables import Declaratie
from gebeurtenissen.declaratie import BudgetdrempelOverschreden, DeclaratieBeantwoord
from inkoop import Inkoopmodel

LIJNEN = 20_000
"""Granted lines that are in memory together; a larger declaration is alone."""


@dataclass(frozen=True, eq=False)
class Toegekend:
    """One of them, and what policy found so far."""

    declaratie: Declaratie
    traceparent: str | None
    bedragen: Sequence[Bedrag]
    """Of its granted lines."""
    modellen: Mapping[date, Inkoopmodel]
    """The inkoopmodel of each day on which something was delivered, in order; none where the region has none."""
    punten: dict[tuple[int, str], str] = field(default_factory=dict)
    """Why somebody should look, by the place of the line and the M number."""
    drempels: list[tuple[str, BudgetdrempelOverschreden]] = field(default_factory=list)
    """The thresholds that it was the first to reach, each with the name of the budget."""

    @property
    def waar(self) -> Waar:
        """Where it was billed."""
        return Waar(self.declaratie.gemeente, self.declaratie.agb, self.declaratie.wet)

    @property
    def vanaf(self) -> date:
        """The first day of which its clients' lines matter; only with a model."""
        weken = max(model.uitnutten.weken or 0 for model in self.modellen.values())
        return eerste_van_maand(min(self.modellen) - timedelta(weeks=weken))

    @cached_property
    def op_naam(self) -> Mapping[str, Inkoopmodel]:
        """The inkoopmodels by name: of one that changed meanwhile the last version says what its budgets are."""
        return {model.naam: model for model in self.modellen.values()}

    def volgt(self, model: Inkoopmodel) -> bool:
        """Whether the budgets of this version count."""
        gevonden = self.op_naam.get(model.naam)
        return gevonden is not None and gevonden.versie == model.versie

    @cached_property
    def op_volgnummer(self) -> Mapping[int, Bedrag]:
        """Its lines by their place."""
        return {each.volgnummer: each for each in self.bedragen}

    @cached_property
    def uitgaven(self) -> Sequence[Uitgave]:
        """What its lines take from budgets, in the year in which they were delivered: one for each line."""
        return [Uitgave(each.code, each.begindatum.year, each.budgethouder, each.bedrag) for each in self.bedragen]

    def is_eigen(self, prestatie: ToegekendePrestatie) -> bool:
        """Whether it is a line of this declaration."""
        return prestatie.volgorde[1] == self.declaratie.id


def toegekende(work: Work, heard: Sequence[Heard[DeclaratieBeantwoord]]) -> Iterator[list[Heard[DeclaratieBeantwoord]]]:
    """Those of ourselves, in order, cut into what is looked at together."""
    eigen = (each for each in heard if each.source == work.source and each.data.prestaties_toegekend)
    return in_batches(eigen, lambda each: each.data.prestaties_toegekend, LIJNEN)
