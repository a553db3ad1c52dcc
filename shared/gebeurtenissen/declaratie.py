"""What declaratie tells: the answer on each declaration."""

from datetime import date, datetime

from chassis.events import EventData, EventType


class Afkeuring(EventData):
    """How often a return code was given on lines, and the amount of those lines in eurocents (credit negative)."""

    retourcode: str
    aantal: int
    bedrag: int


class ProductTotaal(EventData):
    """Lines and amounts (eurocents, credit negative) of one product in one declaration."""

    code: str
    ingediend: int
    toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int


class DeclaratieBeantwoord(EventData):
    """A WMO323 is judged and its WMO325 is ready. A line with several codes counts in each of `afkeuringen`."""

    declaratie_id: str
    bericht_id: str
    gemeente: str
    agb: str
    declaratieperiode: date
    """First day of the calendar month."""
    ontvangen_op: datetime
    beantwoord_op: datetime
    retourcode: str
    """0200, 8001, 0001, or the code on which the whole declaration was rejected."""
    regels_ingediend: int
    regels_toegekend: int
    regels_afgewezen: int
    bedrag_ingediend: int
    bedrag_toegekend: int
    afkeuringen: tuple[Afkeuring, ...]
    producten: tuple[ProductTotaal, ...]


DECLARATIE_BEANTWOORD = EventType(
    "nl.wmo.declaraties.beantwoord.v1", DeclaratieBeantwoord, "Een declaratie is beoordeeld en beantwoord."
)
