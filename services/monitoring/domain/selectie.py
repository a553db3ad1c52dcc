"""Which part of the chain somebody looks at."""

from dataclasses import dataclass, replace
from datetime import date

from wetten import Wet


@dataclass(frozen=True)
class Selectie:
    """Municipalities, months, one product, providers and a law; None is no limit.

    `van` and `tot` are first days of months, both included.
    """

    gemeenten: frozenset[str] | None = None
    van: date | None = None
    tot: date | None = None
    code: str | None = None
    aanbieders: frozenset[str] | None = None
    wet: Wet | None = None

    def ziet(self, gemeente: str) -> bool:
        """Whether the municipality is part of it."""
        return self.gemeenten is None or gemeente in self.gemeenten

    def ziet_aanbieder(self, agb: str) -> bool:
        """Whether the provider is part of it."""
        return self.aanbieders is None or agb in self.aanbieders

    def hele_jaren(self) -> "Selectie":
        """The same for the whole calendar years of its months: budgets are for years."""
        return replace(self, van=self.van and self.van.replace(month=1), tot=self.tot and self.tot.replace(month=12))

    def in_jaren(self) -> "tuple[Selectie | None, list[Selectie]]":
        """The same as whole calendar years, None without one, and the months before and after them."""
        van = self.van and (self.van if self.van.month == 1 else date(self.van.year + 1, 1, 1))
        tot = self.tot and (self.tot if self.tot.month == 12 else date(self.tot.year - 1, 12, 1))
        if van and tot and van > tot:
            return None, [self]
        randen = []
        if van and self.van != van:
            randen.append(replace(self, tot=date(van.year - 1, 12, 1)))
        if tot and self.tot != tot:
            randen.append(replace(self, van=date(tot.year + 1, 1, 1)))
        return replace(self, van=van, tot=tot), randen

    def altijd(self) -> "Selectie":
        """The same without a limit on months."""
        return replace(self, van=None, tot=None)

    def in_maand(self, dag: date) -> "Selectie":
        """The same for the one month of a day."""
        return replace(self, van=dag.replace(day=1), tot=dag.replace(day=1))

    def alle_aanbieders(self) -> "Selectie":
        """The same without a choice of providers: what one of them is laid beside."""
        return replace(self, aanbieders=None)

    def maanden(self, van: date, tot: date) -> "Selectie":
        """The same for other months."""
        return replace(self, van=van, tot=tot)
