"""An expert is asked for advice, on one case or in a group (M126; Almere 4.3, Regio Alkmaar opgave 1)."""

from datetime import date
from enum import StrEnum

from weigering import Weigering


class Deskundigheid(StrEnum):
    """What the expert knows about."""

    VERSLAVING = "verslaving"
    PSYCHIATRIE = "psychiatrie"
    SCHULDEN = "schulden"
    VERSTANDELIJKE_BEPERKING = "verstandelijke-beperking"
    DEMENTIE = "dementie"
    OPGROEIEN = "opgroeien"
    ANDERS = "anders"


def check_raadpleging(op: date, meldingsdatum: date | None, vandaag: date) -> None:
    """Raises Weigering for a day to come, or before the case that it is about."""
    if op > vandaag:
        raise Weigering("Kies een dag tot en met vandaag.", veld="body.op", regel="M126")
    if meldingsdatum is not None and op < meldingsdatum:
        raise Weigering("Kies een dag op of na de melding.", veld="body.op", regel="M126")
