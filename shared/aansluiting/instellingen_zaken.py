"""The zaaksysteem of one municipality, as its operator says it."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from aansluiting.deel import Adres, Deel, Rsin, lees_geheim
from aansluiting.domain.zaken import RESULTATEN, STATUSSEN
from koppelvlakken.zgw import Gezocht, Zaaksysteem

Naam = Annotated[str, Field(min_length=1, max_length=1000)]
"""Of a type: its omschrijving, or its address."""
Vertrouwelijkheid = Literal[
    "openbaar", "beperkt_openbaar", "intern", "zaakvertrouwelijk", "vertrouwelijk", "confidentieel", "geheim",
    "zeer_geheim",
]  # fmt: skip


class Zaaktype(Deel):
    """What the cases of one law are called in the catalogue."""

    zaaktype: Naam
    initiator: Naam
    behandelaar: Naam | None = None
    statussen: dict[str, Naam]
    resultaten: dict[str, Naam]
    documenttype: Naam
    besluittype: Naam

    @model_validator(mode="after")
    def _check(self) -> Self:
        for deel, gegeven, nodig in (
            ("statussen", self.statussen, set(STATUSSEN)),
            ("resultaten", self.resultaten, set(RESULTATEN.values())),
        ):
            if gegeven.keys() != nodig:
                raise ValueError(f"geef bij {deel}: {', '.join(sorted(nodig))}")
        return self

    @property
    def gezocht(self) -> Gezocht:
        """What is looked for in the catalogue."""
        return Gezocht(**self.model_dump())


class ZakenInstellingen(Deel):
    """A zaaksysteem. A law that is not there makes no zaken."""

    zaken: Adres
    documenten: Adres
    besluiten: Adres
    catalogi: Adres
    client_id: Annotated[str, Field(min_length=1, max_length=100)]
    geheimbestand: Path
    rsin: Rsin
    naam: Annotated[str, Field(min_length=1, max_length=100)]
    """Of the municipality, as author of its letters."""
    afdeling: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    """Who handles cases; a role of its own where `behandelaar` is among the types."""
    vertrouwelijkheid: Vertrouwelijkheid | None = None
    """Without it that of the zaaktype."""
    wmo: Zaaktype | None = None
    jeugdwet: Zaaktype | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.wmo is None and self.jeugdwet is None:
            raise ValueError("geef wmo, jeugdwet of allebei")
        return self

    def zaaktype_van(self, wet: str) -> Zaaktype | None:
        """The types of a law."""
        return {"wmo": self.wmo, "jeugdwet": self.jeugdwet}.get(wet)

    def systeem(self) -> Zaaksysteem:
        """As a value, with the secret. Raises OSError when its file is not there."""
        geheim = lees_geheim(self.geheimbestand) or SecretStr("")
        return Zaaksysteem(self.zaken, self.documenten, self.besluiten, self.catalogi, self.client_id, geheim)
