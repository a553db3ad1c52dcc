"""A table of numbers: the one form in which everything is shown, downloaded and answered (M115)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from monitoring.domain.herkomst import Telling
from monitoring.domain.maanden import Ritme
from monitoring.domain.maten import Maat

Waarde = str | int | float | date | None
Kolomsoort = Literal[
    "tekst", "aantal", "euro", "procent", "maand", "maandstand", "datum", "licht", "aanbieder", "gemeente", "product",
    "producten", "bericht", "beleidsregel",
]  # fmt: skip
"""How a value is written. Euros are whole eurocents, percentages are fractions of one."""
GETALLEN: tuple[Kolomsoort, ...] = ("aantal", "euro", "procent")
Uitsplitsing = Literal["product", "aanbieder"]
"""By what somebody may ask for a part, and not every figure can be told apart."""


@dataclass(frozen=True)
class Kolom:
    """A column: `naam` in data, `titel` for people."""

    naam: str
    titel: str
    soort: Kolomsoort = "aantal"
    niet_per: tuple[Uitsplitsing, ...] = ()
    """What it cannot be split by: with such a choice nothing is shown, which is not the same as 0."""


@dataclass(frozen=True)
class Norm:
    """What a chart is held against, in the unit of its column: of all of it, or of the row that begins with `bij`."""

    waarde: float
    tekst: str
    bij: str | None = None


@dataclass(frozen=True)
class Grafiek:
    """How a table is drawn: along the first column, one series per named column.

    A line has a point for every row. Of bars the largest are drawn, then all others together (domain.rangorde).
    """

    vorm: Literal["lijn", "staaf"]
    reeksen: tuple[str, ...]
    referentie: str | None = None
    """In the first column of the row that the others are laid beside: it is always drawn."""
    overige: tuple[Waarde, ...] | None = None
    """What the rows that are not drawn give together, per series: None is their sum, () is nothing."""
    normen: tuple[Norm, ...] = ()
    noemers: tuple[tuple[str, str], ...] = ()
    """Of a series of shares the column that says of how many they are: of few that number is drawn along."""


@dataclass(frozen=True)
class Rapport:
    """A title, what it says in plain Dutch, columns and rows; `leeg` is said when there are no rows."""

    naam: str
    titel: str
    uitleg: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Waarde, ...], ...]
    grafiek: Grafiek | None = None
    kaart: str | None = None
    """The column by which the municipalities in the first are coloured on a map; None where place says little."""
    leeg: str = "Er zijn geen cijfers voor deze keuze."
    ritme: Ritme | None = None
    """When its months are complete; None for how things stand now."""
    niet_per: tuple[Uitsplitsing, ...] = ()
    """What no figure in it can be split by."""
    let_op: tuple[str, ...] = ()
    """What somebody has to know about this choice, in plain Dutch."""
    voorlopig: tuple[str, ...] = ()
    """Which months of this choice are not complete, in plain Dutch."""

    def is_voorlopig(self, rij: tuple[Waarde, ...]) -> bool:
        """Whether a row is of a month that is not complete."""
        return any(
            kolom.soort == "maandstand" and waarde != "compleet"
            for kolom, waarde in zip(self.kolommen, rij, strict=True)
        )

    def gesorteerd(self, kolom: str, *, aflopend: bool) -> "Rapport":
        """The same with its rows by a column; what is empty comes last. KeyError for a column that it has not."""
        plaats = {each.naam: index for index, each in enumerate(self.kolommen)}[kolom]
        vol = [rij for rij in self.rijen if rij[plaats] is not None]
        leeg = [rij for rij in self.rijen if rij[plaats] is None]
        vol.sort(key=lambda rij: _sleutel(rij[plaats]), reverse=aflopend)
        return replace(self, rijen=(*vol, *leeg))


def _sleutel(waarde: Waarde) -> tuple[float, str]:
    if isinstance(waarde, int | float):
        return (waarde, "")
    return (0.0, str(waarde))


KLEINSTE_GROEP = 10
"""Of fewer people nothing is shown that could be traced to one of them (M90, M91)."""


def groot_genoeg(aantal: int, waarde: Waarde) -> Waarde:
    """A value about so many people; nothing when they are too few.

    Of a part of them that is too small no list is given either: it would say who they are.
    """
    if aantal < KLEINSTE_GROEP:
        return None
    return int(waarde) if isinstance(waarde, Telling) and waarde < KLEINSTE_GROEP else waarde


def deel(teller: int, noemer: int) -> float | None:
    """A share in four decimals; None of nothing."""
    return round(teller / noemer, 4) if noemer else None


def gedeeld(teller: int, noemer: int, decimalen: int = 1) -> float | None:
    """An average; None of nothing."""
    return round(teller / noemer, decimalen) if noemer else None


def per(sommen: Iterable[tuple[str, Maat, int]]) -> dict[str, dict[Maat, int]]:
    """Of (key, maat, waarde): the values by maat, by key, in the order in which keys come."""
    gevonden: dict[str, dict[Maat, int]] = {}
    for sleutel, maat, waarde in sommen:
        per_maat = gevonden.setdefault(sleutel, {})
        per_maat[maat] = per_maat.get(maat, 0) + waarde
    return gevonden


def waarden(per_maat: Mapping[Maat, int], maten: Sequence[Maat]) -> list[int]:
    """Values in this order; 0 where there is nothing."""
    return [per_maat.get(maat, 0) for maat in maten]
