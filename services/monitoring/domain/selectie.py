"""Which part of the chain somebody looks at."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Selectie:
    """Municipalities, months, one product and one provider; None is no limit.

    `van` and `tot` are first days of months, both included.
    """

    gemeenten: frozenset[str] | None = None
    van: date | None = None
    tot: date | None = None
    code: str | None = None
    agb: str | None = None

    def ziet(self, gemeente: str) -> bool:
        """Whether the municipality is part of it."""
        return self.gemeenten is None or gemeente in self.gemeenten

    def hele_jaren(self) -> "Selectie":
        """The same for the whole calendar years of its months: budgets are for years."""
        return replace(self, van=self.van and self.van.replace(month=1), tot=self.tot and self.tot.replace(month=12))

    def altijd(self) -> "Selectie":
        """The same without a limit on months."""
        return replace(self, van=None, tot=None)

    def in_maand(self, dag: date) -> "Selectie":
        """The same for the one month of a day."""
        return replace(self, van=dag.replace(day=1), tot=dag.replace(day=1))

    def maanden(self, van: date, tot: date) -> "Selectie":
        """The same for other months."""
        return replace(self, van=van, tot=tot)
