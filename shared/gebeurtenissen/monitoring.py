"""What monitoring tells of providers: steps after a red light (M89), how well they work (M56), rapportages (M115)."""

from datetime import date
from enum import StrEnum

from chassis.events import EventData, EventType


class AanbiederMaatregel(EventData):
    """Nothing more is assigned to a provider in these municipalities from a day on, or assigning begins again (M64)."""

    agb: str
    gemeenten: tuple[str, ...]
    per: date


class AanbiederGemeten(EventData):
    """What monitoring counted of a provider in a region over these months; a later event replaces it (M56)."""

    agb: str
    gemeenten: tuple[str, ...]
    inkoopmodel: str
    """The model that holds in the region now."""
    van: date
    tot: date
    """First days of the first and the last month, both included."""
    starts: int
    starts_op_tijd: int
    """Within the norm for waiting (M65)."""
    toewijzingen: int
    afgeschaald: int
    """Changes of an assignment to less volume (M94)."""
    prestaties_ingediend: int
    prestaties_afgewezen: int


class Rapportagewijziging(StrEnum):
    """What happened with a rapportage."""

    GEVRAAGD = "gevraagd"
    HERINNERD = "herinnerd"
    """It is not in, and the last day comes near or went by."""
    INGEDIEND = "ingediend"
    TERUGGEGEVEN = "teruggegeven"
    AKKOORD = "akkoord"


class RapportageGewijzigd(EventData):
    """Something happened with what a provider reports to the municipalities of a region (M115)."""

    rapportage_id: str
    agb: str
    gemeenten: tuple[str, ...]
    inkoopmodel: str
    uitvraag: str
    verslagperiode: str
    """A year, or a quarter such as 2026-K3."""
    wijziging: Rapportagewijziging
    uiterlijk: date
    """The last day to hand it in."""


AANBIEDER_GEPAUZEERD = EventType(
    "nl.wmo.aanbieders.gepauzeerd.v1", AanbiederMaatregel, "Aan een aanbieder wordt voorlopig niet meer toegewezen."
)
AANBIEDER_HERVAT = EventType(
    "nl.wmo.aanbieders.hervat.v1", AanbiederMaatregel, "Aan een aanbieder wordt weer toegewezen."
)
AANBIEDER_GEMETEN = EventType(
    "nl.wmo.aanbieders.gemeten.v1", AanbiederGemeten, "Hoe goed een aanbieder werkt, is opnieuw gemeten."
)
RAPPORTAGE_GEWIJZIGD = EventType(
    "nl.wmo.rapportages.gewijzigd.v1", RapportageGewijzigd, "Er is iets gebeurd met wat een aanbieder laat weten."
)
