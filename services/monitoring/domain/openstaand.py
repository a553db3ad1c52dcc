"""What waits."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from wetten import Wet


class Opensoort(StrEnum):
    """What can wait: for a step of the legal route, for a provider, or for an answer."""

    ONDERZOEK = "onderzoek"
    BESLUIT = "besluit"
    ZONDER_AANBIEDER = "zonder-aanbieder"
    TEKORT = "tekort"
    NIET_GESTART = "niet-gestart"
    VERZOEK = "verzoek"
    ZONDER_ANTWOORD = "zonder-antwoord"
    ONOVERBRUGD = "onoverbrugd"


class Opensleutel(NamedTuple):
    """Which thing waits."""

    soort: Opensoort
    sleutel: str


@dataclass(frozen=True)
class Open:
    """Something that waits since a day, and has to be done on `uiterlijk` at the latest.

    After `tot` it waits no more, done or not: there is nothing left to do it for.
    """

    gemeente: str
    sinds: date
    uiterlijk: date | None = None
    agb: str = ""
    code: str = ""
    kenmerk: str = ""
    wet: str = Wet.WMO.value
    """What waits is of a case, and so of a law."""
    tot: date | None = None
