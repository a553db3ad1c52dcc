"""What a region asks its providers to report, once per period: one form, the same for all its gemeenten (M115)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from inkoop.basis import Beleid, Benoemd, Positief

Vraagsoort = Literal["tekst", "aantal", "procent", "eurocent", "ja-nee"]
"""How a question is answered; euros in eurocents, which may be below zero."""
MAANDEN_PER = {"kwartaal": 3, "jaar": 12}
"""How many months a period has."""


class Vraag(Benoemd):
    """A question of the form; `titel` is what the provider reads. Each has to be answered."""

    soort: Vraagsoort


class Uitvraag(Benoemd, Beleid):
    """A form that every provider with a contract in the period fills in, for periods that begin on `vanaf` or later.

    It has to be there `weken` weeks after the period, or after it was asked when that was later.
    """

    per: Literal["kwartaal", "jaar"]
    vanaf: date
    weken: Positief
    vragen: Annotated[tuple[Vraag, ...], Field(min_length=1)]
