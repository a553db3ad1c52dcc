"""Tables over the API: the same for every municipality (M115)."""

from datetime import date

from chassis.model import ApiModel


class KolomView(ApiModel):
    """A column. `soort`: tekst, aantal, euro (eurocents), procent (fraction of 1), maand, maandstand, datum, licht, and
    codes."""

    naam: str
    titel: str
    soort: str


class RapportView(ApiModel):
    """A table: each row has a value per column, in their order.

    `letOp` says in plain Dutch what is not known with this choice, and which months are not complete. By month a last
    column `stand` says so too.
    """

    naam: str
    titel: str
    uitleg: str
    kolommen: list[KolomView]
    rijen: list[list[str | int | float | date | None]]
    let_op: list[str]


class RapportNaam(ApiModel):
    """A table that can be asked for."""

    naam: str
    pad: str


class OpenstaandView(ApiModel):
    """Something that waits; `sleutel` is its opaque id, `kenmerk` its kind where there are several."""

    sleutel: str
    gemeente: str
    agb: str
    code: str
    kenmerk: str
    open_sinds: date
    uiterlijk: date | None
