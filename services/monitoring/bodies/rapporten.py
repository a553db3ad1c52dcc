"""Tables over the API: the same for every municipality (M115)."""

from datetime import date

from chassis.model import ApiModel


class KolomView(ApiModel):
    """A column. `soort`: tekst, aantal, euro (eurocents), procent (fraction of 1), maand, datum, licht, and codes."""

    naam: str
    titel: str
    soort: str


class RapportView(ApiModel):
    """A table: each row has a value per column, in their order."""

    naam: str
    titel: str
    uitleg: str
    kolommen: list[KolomView]
    rijen: list[list[str | int | float | date | None]]


class RapportNaam(ApiModel):
    """A table that can be asked for."""

    naam: str
    adres: str


class OpenView(ApiModel):
    """Something that waits; `sleutel` is its opaque id, `kenmerk` its kind where there are several."""

    sleutel: str
    gemeente: str
    agb: str
    code: str
    kenmerk: str
    sinds: date
    uiterlijk: date | None
