"""What toewijzing tells about the offer of providers, and about the help around a client."""

from datetime import date
from typing import Literal

from chassis.events import EventData, EventType
from gebeurtenissen.wet import OnderEenWet


class Toewijspauze(EventData):
    """Nothing new is assigned to a provider in a municipality from `vanaf` until the day `tot` (M64)."""

    gemeente: str
    vanaf: date
    tot: date | None
    """The first day on which assigning goes on; null while nobody said so."""


class AanbiederVastgelegd(EventData):
    """What is known of a provider, as it is from now on; a later event about the same provider replaces it."""

    agb: str
    integriteit_getoetst_op: date | None
    """When the integrity test was passed (M108)."""
    resultaat: int | None
    """Always null: how well a provider works is measured (M56)."""
    resultaat_op: date | None
    """Always null."""
    integriteit_getoetst_door: str | None = None
    """Who recorded the test (M108)."""
    aanbiedernaam: str | None = None
    """Null in older events."""
    pauzes: tuple[Toewijspauze, ...] = ()
    """Those that hold now or begin later (M64)."""


class AanbodTekort(OnderEenWet):
    """A product waits for a choice, and there are fewer than two providers to choose from (M53, M101)."""

    toewijzing_id: str
    gemeente: str
    categorie: str | None
    code: str | None
    specialisme: str | None
    doelgroep: str | None
    minimum: int
    te_kiezen: int


class CoordinatorAangewezen(EventData):
    """From now on this provider coordinates the others around a client (M58); null when nobody has to."""

    client_id: str
    gemeente: str
    agb: str | None


class OverbruggingVastgelegd(OnderEenWet):
    """What helps a client while it waits for a provider (M65)."""

    toewijzing_id: str
    client_id: str
    gemeente: str
    maatregel: str
    vanaf: date
    tot: date | None


class WachtendeGesproken(OnderEenWet):
    """The municipality spoke to a client who waits for a provider, on day `op` (M130)."""

    toewijzing_id: str
    client_id: str
    gemeente: str
    op: date


Wisselreden = Literal["geen klik", "vakbekwaamheid", "taal of cultuur", "tijden", "anders"]
"""Why a client wants another professional; a code, since a text could hold a person."""
Wisselantwoord = Literal["andere professional", "blijft na gesprek", "niet mogelijk"]
"""What the provider did with that wish."""


class WisselwensVastgelegd(OnderEenWet):
    """A client wants another professional at the same provider (M54); a later event of the same wish replaces it."""

    wisselwens_id: str
    toewijzing_id: str
    client_id: str
    gemeente: str
    agb: str
    reden: Wisselreden
    gevraagd_op: date
    antwoord: Wisselantwoord | None
    """Null while the provider has not answered."""
    per: date | None
    """From which day another professional comes."""
    beantwoord_op: date | None


class WaakvlamAfgesproken(OnderEenWet):
    """Who keeps a light contact after an assignment ended (M69), from the day after until `tot`.

    A later event replaces it: agreed anew, or there was contact on one of the days.
    """

    toewijzing_id: str
    client_id: str
    gemeente: str
    door: str
    vanaf: date
    tot: date
    contactdagen: tuple[date, ...] = ()
    """On which contact is still due."""


class BerichtwegVastgelegd(OnderEenWet):
    """By which way messages of a law go to and from a provider from a day on; a later event of that day replaces it."""

    agb: str
    vanaf: date
    weg: Literal["api", "ggk", "beide"]


BERICHTWEG_VASTGELEGD = EventType(
    "nl.wmo.berichtwegen.vastgelegd.v1",
    BerichtwegVastgelegd,
    "Hoe een aanbieder te bereiken is, is nieuw of gewijzigd.",
)
AANBIEDER_VASTGELEGD = EventType(
    "nl.wmo.aanbieders.vastgelegd.v1", AanbiederVastgelegd, "Wat van een aanbieder bekend is, is nieuw of gewijzigd."
)
AANBOD_TEKORT = EventType(
    "nl.wmo.tekorten.gesignaleerd.v1", AanbodTekort, "Een cliënt heeft te weinig aanbieders om uit te kiezen."
)
COORDINATOR_AANGEWEZEN = EventType(
    "nl.wmo.coordinatoren.aangewezen.v1", CoordinatorAangewezen, "Een aanbieder coördineert de anderen bij een cliënt."
)
OVERBRUGGING_VASTGELEGD = EventType(
    "nl.wmo.overbruggingen.vastgelegd.v1", OverbruggingVastgelegd, "Een wachtende cliënt krijgt iets ter overbrugging."
)
WACHTENDE_GESPROKEN = EventType(
    "nl.wmo.wachtenden.gesproken.v1", WachtendeGesproken, "De gemeente sprak met een cliënt die op een aanbieder wacht."
)
WISSELWENS_VASTGELEGD = EventType(
    "nl.wmo.wisselwensen.vastgelegd.v1",
    WisselwensVastgelegd,
    "Een cliënt wil een andere professional, of de aanbieder antwoordde daarop.",
)
WAAKVLAM_AFGESPROKEN = EventType(
    "nl.wmo.waakvlammen.afgesproken.v1", WaakvlamAfgesproken, "Na afsluiten houdt iemand een vinger aan de pols."
)
