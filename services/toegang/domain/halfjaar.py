"""A half year, as municipalities deliver their Wmo figures to the CBS (GMSD)."""

from dataclasses import dataclass
from datetime import date
from typing import Self


@dataclass(frozen=True)
class Halfjaar:
    """From the first day up to and including the last."""

    van: date
    tot: date

    @classmethod
    def lees(cls, tekst: str) -> Self:
        """Of "2026-1" the first half of 2026, of "2026-2" the second; the API lets no other text through."""
        jaar, deel = int(tekst[:4]), tekst[-1]
        if deel == "1":
            return cls(date(jaar, 1, 1), date(jaar, 6, 30))
        return cls(date(jaar, 7, 1), date(jaar, 12, 31))


@dataclass(frozen=True)
class Geleverd:
    """One delivery: from the first day up to and including the last; null while it goes on."""

    begin: date
    einde: date | None


def werkelijk(leveringen: list[Geleverd]) -> tuple[date | None, date | None]:
    """When help really began, and when it really ended; no end while one delivery goes on, nothing before the first."""
    if not leveringen:
        return None, None
    eindes = [each.einde for each in leveringen]
    begin = min(each.begin for each in leveringen)
    return begin, None if None in eindes else max(each for each in eindes if each is not None)
