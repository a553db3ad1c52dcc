"""Where one municipality puts what goes to its archive, and which categories its archivist chose."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from aansluiting.deel import Deel
from aansluiting.domain.zaken import RESULTATEN
from koppelvlakken.mdto.selectielijst import CATEGORIEEN
from wetten import Wet

GEBRUIKELIJK: dict[Wet, dict[str, str]] = {
    Wet.WMO: {"toegekend": "8.1.1", "afgewezen": "8.2", "gesloten": "8.4.1"},
    Wet.JEUGDWET: {"toegekend": "8.1.2", "afgewezen": "8.2", "gesloten": "8.4.1"},
}
"""The categories of the selectielijst by law and result, until an archivist decides otherwise."""


class ArchiefInstellingen(Deel):
    """An archive: a folder, of a disk or of a mounted bucket."""

    map: Path
    naam: Annotated[str, Field(min_length=1, max_length=200)]
    """Of the municipality, which formed the archive."""
    kenmerk: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """The number of the municipality, with whose number it is in `bron`, such as TOOI."""
    bron: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    categorieen: dict[Wet, dict[str, str]] = {}

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.kenmerk is None) != (self.bron is None):
            raise ValueError("kenmerk en bron horen bij elkaar: geef beide")
        for gekozen in self.categorieen.values():
            if strange := gekozen.keys() - set(RESULTATEN.values()):
                raise ValueError(f"{', '.join(sorted(strange))} is geen resultaat")
            if strange := set(gekozen.values()) - CATEGORIEEN.keys():
                raise ValueError(f"{', '.join(sorted(strange))} is geen categorie die wij kennen")
        return self

    def categorie_voor(self, wet: str, resultaat: str) -> str:
        """The number in the selectielijst."""
        return {**GEBRUIKELIJK[Wet(wet)], **self.categorieen.get(Wet(wet), {})}[resultaat]
