"""The categories of the Selectielijst gemeenten en intergemeentelijke organen 2020 that a case can have."""

from collections.abc import Mapping
from dataclasses import dataclass

LIJST = "Selectielijst gemeenten en intergemeentelijke organen 2020"


@dataclass(frozen=True)
class Categorie:
    """A result of the list, and how long it is kept at the least: in years, or in days."""

    nummer: str
    proces: str
    resultaat: str
    omschrijving: str
    jaren: int = 0
    dagen: int = 0

    @property
    def label(self) -> str:
        """In words, as archives write it."""
        return " / ".join(filter(None, (self.proces, self.resultaat, self.omschrijving)))


_VERSTREKKEN = "Voorzieningen verstrekken"
CATEGORIEEN: Mapping[str, Categorie] = {
    each.nummer: each
    for each in (
        Categorie("8.1.1", _VERSTREKKEN, "Verstrekt", "WMO voorziening", jaren=15),
        Categorie("8.1.2", _VERSTREKKEN, "Verstrekt", "Individuele jeugdhulp voorziening", jaren=20),
        Categorie("8.2", _VERSTREKKEN, "Geweigerd", "", jaren=5),
        Categorie("8.3.1", _VERSTREKKEN, "Beëindigd", "WMO voorziening", jaren=15),
        Categorie("8.3.2", _VERSTREKKEN, "Beëindigd", "Individuele jeugdhulp voorziening", jaren=20),
        Categorie("8.4.1", _VERSTREKKEN, "Afgebroken", "Voorziening in Sociale domein", dagen=42),
    )
}
"""By number. Which one a case has, the archivist of a municipality decides."""
