"""How one municipality asks the BRP, as its operator says it."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from aansluiting.deel import Adres, Deel, lees_geheim
from koppelvlakken.brp import Doel, Verbinding

Koppen = dict[
    Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,60}$")],
    Annotated[str, Field(min_length=1, max_length=242, pattern=r"^[\x20-\x7e]+$")],
]
"""Names and values; 242 is as far as gateways are known to keep what they log."""


class BrpInstellingen(Deel):
    """A connection. Secrets stand in files of their own."""

    adres: Adres
    certificaat: Path | None = None
    sleutel: Path | None = None
    uitgevers: Path | None = None
    tokenbestand: Path | None = None
    token_adres: Adres | None = None
    client_id: str | None = None
    geheimbestand: Path | None = None
    koppen: Koppen = {}
    koppen_per_doel: dict[Doel, Koppen] = {}
    alleen_binnenland: bool = False

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.certificaat is None) != (self.sleutel is None):
            raise ValueError("certificaat en sleutel horen bij elkaar: geef beide")
        if len({self.token_adres is None, self.client_id is None, self.geheimbestand is None}) > 1:
            raise ValueError("token_adres, client_id en geheimbestand horen bij elkaar: geef alle drie")
        if self.tokenbestand is not None and self.token_adres is not None:
            raise ValueError("geef een tokenbestand of een token_adres, en niet allebei")
        return self

    def verbinding(self) -> Verbinding:
        """As a value, with the secrets. Raises OSError when a file is not there."""
        return Verbinding(
            adres=self.adres,
            certificaat=self.certificaat,
            sleutel=self.sleutel,
            uitgevers=self.uitgevers,
            token=lees_geheim(self.tokenbestand),
            token_adres=self.token_adres,
            client_id=self.client_id,
            client_geheim=lees_geheim(self.geheimbestand),
            koppen=self.koppen,
            koppen_per_doel=self.koppen_per_doel,
            alleen_binnenland=self.alleen_binnenland,
        )
