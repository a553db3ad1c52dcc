"""What stands in a table: its heading, its rows, and the kinds of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Euro:
    """An amount in eurocents."""

    centen: int

    def __str__(self) -> str:
        """As a Dutch spreadsheet reads it: a comma, no thousands separator, such as -1234,05."""
        teken = "-" if self.centen < 0 else ""
        return f"{teken}{abs(self.centen) // 100},{abs(self.centen) % 100:02d}"


@dataclass(frozen=True, slots=True)
class Maand:
    """A calendar month, by any day in it."""

    dag: date

    def __str__(self) -> str:
        """As 2026-01."""
        return f"{self.dag:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a whole: 1 is all of it."""

    waarde: Fraction | float

    def __str__(self) -> str:
        """As a Dutch spreadsheet reads a number: 0,125."""
        return str(float(self.waarde)).replace(".", ",")


Cel = str | int | float | date | Euro | Maand | Deel | None
"""A text, a number, a day, an amount, a month, a part, or nothing."""


@dataclass(frozen=True)
class Blad:
    """One table with its title, at most 31 characters: the name of a sheet."""

    titel: str
    kop: Sequence[str]
    rijen: Iterable[Sequence[Cel]]
