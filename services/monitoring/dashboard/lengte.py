"""How much of a long table a page shows: the worst rows first, all of them when asked, or those that are looked for."""

from dataclasses import dataclass, replace

from monitoring.domain.rangorde import ergste_eerst
from monitoring.domain.rapport import Rapport, Waarde
from monitoring.opmaak import Namen

KORT = 20
"""Rows of a table on a page that stays a few screens long."""
ALLES = "alles"
"""Asks for every row of every table."""


@dataclass(frozen=True)
class Vertoning:
    """A table as a page shows it, and of how many rows these are."""

    rapport: Rapport
    van: int
    zoek: str = ""

    @property
    def is_lang(self) -> bool:
        """Whether there is more than a page shows by itself."""
        return self.van > KORT

    @property
    def is_ingekort(self) -> bool:
        """Whether rows are left out that nobody looked for."""
        return not self.zoek and len(self.rapport.rijen) < self.van


def vertoon(rapport: Rapport, namen: Namen, *, alle: str | None, zoek: str, gesorteerd: bool) -> Vertoning:
    """The rows to show: with what is looked for in any of their cells, else the worst KORT unless all are asked for."""
    van = len(rapport.rijen)
    if zoek:
        gevonden = tuple(rij for rij in rapport.rijen if _staat_in(zoek, rapport, rij, namen))
        return Vertoning(replace(rapport, rijen=gevonden), van, zoek)
    if van <= KORT or alle in {ALLES, rapport.naam}:
        return Vertoning(rapport, van)
    rijen = rapport.rijen if gesorteerd or rapport.kolommen[0].soort == "maand" else ergste_eerst(rapport)
    return Vertoning(replace(rapport, rijen=rijen[:KORT]), van)


def _staat_in(zoek: str, rapport: Rapport, rij: tuple[Waarde, ...], namen: Namen) -> bool:
    tekst = " ".join(namen.toon(kolom, waarde) for kolom, waarde in zip(rapport.kolommen, rij, strict=True))
    return zoek.casefold() in tekst.casefold()
