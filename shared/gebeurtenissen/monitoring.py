"""What monitoring tells: the steps after a traffic light that turned red (M89)."""

from datetime import date

from chassis.events import EventData, EventType


class AanbiederMaatregel(EventData):
    """Nothing more is assigned to a provider in these municipalities from a day on, or assigning begins again (M64)."""

    agb: str
    gemeenten: tuple[str, ...]
    per: date


AANBIEDER_GEPAUZEERD = EventType(
    "nl.wmo.aanbieders.gepauzeerd.v1", AanbiederMaatregel, "Aan een aanbieder wordt voorlopig niet meer toegewezen."
)
AANBIEDER_HERVAT = EventType(
    "nl.wmo.aanbieders.hervat.v1", AanbiederMaatregel, "Aan een aanbieder wordt weer toegewezen."
)
