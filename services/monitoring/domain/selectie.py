"""Which part of the chain somebody looks at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Selectie:
    """Municipalities and months; None is no limit. `van` and `tot` are first days of months, both included."""

    gemeenten: frozenset[str] | None = None
    van: date | None = None
    tot: date | None = None

    def ziet(self, gemeente: str) -> bool:
        """Whether the municipality is part of it."""
        return self.gemeenten is None or gemeente in self.gemeenten
