"""What a file consists of, whatever its form: sheets with a heading and rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Euro:
    """An amount in eurocents."""

    centen: int

    def __str__(self) -> str:
        """As a Dutch spreadsheet reads it: a comma, no thousands separator, such as -1234,05."""
        teken = "-" if self.centen < 0 else ""
        return f"{teken}{abs(self.centen) // 100},{abs(self.centen) % 100:02d}"


Cel = str | int | date | Euro


@dataclass(frozen=True)
class Blad:
    """One table with its title."""

    titel: str
    """At most 31 characters: the name of a sheet."""
    kop: tuple[str, ...]
    rijen: list[tuple[Cel, ...]]
