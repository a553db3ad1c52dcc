"""Granted lines to settle."""

from datetime import date

from chassis.model import ApiModel


class GebrokenRegelView(ApiModel):
    """A rule that the line would break now."""

    regel: str
    tekst: str


class VerrekeningView(ApiModel):
    """A granted line to settle with the provider, which `budgethouder` paid. Amounts in eurocents.

    `verschil` is negative when money comes back, and null when it hangs on what was delivered when.
    """

    declaratie_id: str
    volgnummer: int
    budgethouder: str
    referentie: str
    toewijzing_nummer: int
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    bedrag: int
    verschil: int | None
    gebroken: list[GebrokenRegelView]
    advies: str
    vordering_id: str | None
    """The running claim that is about it; null when there is none."""
