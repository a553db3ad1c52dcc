"""What toegang tells of PGBs: what the SVB should know of them, and what was paid from them (M16)."""

from datetime import date
from typing import Literal

from chassis.events import EventData, EventType
from gebeurtenissen.wet import OnderEenWet


class PgbJaar(EventData):
    """How much of a PGB is for one calendar year, in eurocents."""

    jaar: int
    bedrag: int


class PgbToegekend(OnderEenWet):
    """A PGB as it is from now on, for the SVB (M16; Wmo 2015, 2.6.2); a later one of the same product replaces it."""

    toekenning_id: str
    product_id: str
    """The product of the decision."""
    beschikking_id: str
    client_id: str
    gemeente: str
    code: str
    soort: Literal["toekenning", "wijziging", "intrekking"]
    begin: date
    einde: date | None
    """The last day; before `begin` when it was withdrawn before it began."""
    budget: int | None
    """Eurocents for the term; null without an end."""
    per_jaar: tuple[PgbJaar, ...]
    tarief: int | None
    """Eurocents per unit; null for what is bought in euros."""


class PgbBestedingInMaand(EventData):
    """One payment from a PGB. `bedrag` in eurocents; below nothing what came back."""

    product_id: str
    code: str
    maand: date
    bedrag: int
    betaald_op: date


class PgbBesteed(EventData):
    """What was paid from PGBs, as a file of the SVB says; each payment is told once, of a large file in parts."""

    bestand_id: str
    deel: int
    gemeente: str
    bestedingen: tuple[PgbBestedingInMaand, ...]


PGB_TOEGEKEND = EventType("nl.wmo.pgbs.toegekend.v1", PgbToegekend, "Een pgb is toegekend, gewijzigd of ingetrokken.")
PGB_BESTEED = EventType("nl.wmo.pgbs.besteed.v1", PgbBesteed, "Uit pgb's is betaald, volgens een bestand van de SVB.")
