"""What toewijzing tells: contracts, assignments, messages and starts."""

from datetime import date, datetime

from chassis.events import EventData, EventType


class Tarief(EventData):
    """A price in eurocents per unit, from a day on until the next one."""

    vanaf: date
    bedrag: int


class ContractProduct(EventData):
    """A product that a contract covers, with its prices by date."""

    categorie: str
    code: str
    eenheid: str
    tarieven: tuple[Tarief, ...]


class ContractVastgelegd(EventData):
    """A contract with a provider, as it is from now on; a later event about the same contract replaces it."""

    contract_id: str
    agb: str
    gemeenten: tuple[str, ...]
    geldig_van: date
    geldig_tot: date | None
    producten: tuple[ContractProduct, ...]


class ToewijzingVoorbereid(EventData):
    """A decided product waits for the choice of a provider (M54, M65)."""

    toewijzing_id: str
    client_id: str
    gemeente: str
    categorie: str
    code: str
    besluitdatum: date


class ToewijzingToegewezen(EventData):
    """A product is assigned to a provider; a later event about the same subject replaces this one.

    `volume` in `eenheid` (WJ756) per `frequentie` (WMO757); `budget` in eurocents.
    """

    toewijzing_id: str
    toewijzing_nummer: int
    client_id: str
    bsn_hash: str
    gemeente: str
    agb: str
    categorie: str | None
    code: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None
    toewijzingsdatum: date
    besluitdatum: date


class BerichtGegevens(EventData):
    """An iWmo message: which one, between whom, and for a retour what it answers."""

    bericht_id: str
    soort: str
    gemeente: str
    agb: str
    op: datetime
    antwoord_op: str | None


class LeveringGestart(EventData):
    """The provider has started (WMO305)."""

    toewijzing_id: str
    toewijzing_nummer: int
    client_id: str
    gemeente: str
    agb: str
    code: str | None
    toewijzingsdatum: date
    begindatum: date


CONTRACT_VASTGELEGD = EventType(
    "nl.wmo.contracten.vastgelegd.v1", ContractVastgelegd, "Een contract met een aanbieder is nieuw of gewijzigd."
)
TOEWIJZING_VOORBEREID = EventType(
    "nl.wmo.toewijzingen.voorbereid.v1", ToewijzingVoorbereid, "Een product wacht op de keuze van een aanbieder."
)
TOEWIJZING_TOEGEWEZEN = EventType(
    "nl.wmo.toewijzingen.toegewezen.v1", ToewijzingToegewezen, "Een product is toegewezen aan een aanbieder."
)
BERICHT_ONTVANGEN = EventType(
    "nl.wmo.berichten.ontvangen.v1", BerichtGegevens, "Een iWmo-bericht is ontvangen en wordt verwerkt."
)
BERICHT_VERZONDEN = EventType(
    "nl.wmo.berichten.verzonden.v1", BerichtGegevens, "Een iWmo-bericht staat klaar voor de ontvanger."
)
LEVERING_GESTART = EventType("nl.wmo.leveringen.gestart.v1", LeveringGestart, "Een aanbieder is begonnen.")
LEVERING_VERWIJDERD = EventType(
    "nl.wmo.leveringen.verwijderd.v1", LeveringGestart, "Een gemelde start is verwijderd en telt niet meer."
)
