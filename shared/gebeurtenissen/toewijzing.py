"""What toewijzing tells: contracts, assignments, messages and starts."""

from datetime import date, datetime
from typing import Literal

from chassis.events import EventData, EventType
from gebeurtenissen.wet import OnderEenWet


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
    specialismen: tuple[str, ...] = ()
    doelgroepen: tuple[str, ...] = ()
    leversnelheid: int | None = None
    """Working days from assignment to start (M55)."""
    capaciteit: int | None = None
    """Clients that can be served at once (M100)."""
    deelname: str = "zelfstandig"
    """One of the four forms of taking part (M61)."""
    partners: tuple[str, ...] = ()
    """AGB codes of the other members of the combinatie, or of the onderaannemers (M61)."""
    opties: tuple[int, ...] = ()
    """The years of each option to extend that is still open (M103)."""
    geen_nieuwe_vanaf: date | None = None
    """From this day on no new clients: the provider leaves on `geldig_tot` (M63)."""


class ToewijzingVoorbereid(OnderEenWet):
    """A decided product waits for the choice of a provider (M54, M65)."""

    toewijzing_id: str
    client_id: str
    gemeente: str
    categorie: str | None
    code: str | None
    besluitdatum: date


class ToewijzingToegewezen(OnderEenWet):
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
    product_id: str | None = None
    """The product of the decision that it carries out; null in older events."""
    overgenomen: bool = False
    """It ran already when it was taken in by file (M134): nothing was assigned on its day."""


class ToewijzingVerlengd(OnderEenWet):
    """A product follows on the same help of the same provider: its days were added to what ran already (OP380).

    That assignment is told again with its new last day, by `toewijzingen.toegewezen`.
    """

    toewijzing_id: str
    """The product that was decided on; it gets no number of its own."""
    verlengt: str
    """The assignment that got its days."""
    toewijzing_nummer: int
    client_id: str
    gemeente: str
    agb: str
    categorie: str | None
    code: str | None
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


class LeveringGestart(OnderEenWet):
    """The provider has started (WMO305)."""

    toewijzing_id: str
    toewijzing_nummer: int
    client_id: str
    gemeente: str
    agb: str
    code: str | None
    toewijzingsdatum: date
    begindatum: date
    overgenomen: bool = False
    """Of an assignment that was taken in by file (M134): how long the client waited is not known."""


class LeveringBeeindigd(OnderEenWet):
    """The provider has stopped (WMO307), for good or for a while; `einddatum` is the last day of delivery."""

    toewijzing_id: str
    toewijzing_nummer: int
    client_id: str
    gemeente: str
    agb: str
    code: str | None
    begindatum: date
    einddatum: date
    reden: str
    """RedenBeeindiging (WMO588)."""
    tijdelijk: bool
    """Reason 20: a new start may follow."""


class ToewijzingVervallen(OnderEenWet):
    """A product waited for a provider, and is not needed any more."""

    toewijzing_id: str
    client_id: str
    gemeente: str
    reden: str


class VerzoekOntvangen(OnderEenWet):
    """A provider asks for an assignment (VOT, WMO315, per product) or for a change (VOW, WMO317, as a whole)."""

    verzoek_id: str
    soort: Literal["VOT", "VOW"]
    bericht_id: str
    client_id: str | None
    """Null when the client is not known here."""
    gemeente: str
    agb: str
    ontvangen_op: date
    uiterlijk: date
    """The last day for an answer: five working days (OP274)."""


class VerzoekBesloten(OnderEenWet):
    """The answer on a request; after `in-onderzoek` another one follows, within eight weeks (OP346)."""

    verzoek_id: str
    soort: Literal["VOT", "VOW"]
    client_id: str | None
    gemeente: str
    agb: str
    ontvangen_op: date
    besloten_op: date
    uiterlijk: date
    """The last day for the answer that is still due, or was due."""
    besluit: Literal["toegekend", "afgewezen", "in-onderzoek"]
    reden: str | None
    """RedenAfwijzingVerzoek (WJ759) of a rejection."""


class RetourOntbreekt(EventData):
    """A provider did not answer a message within three working days (OP090)."""

    bericht_id: str
    soort: str
    gemeente: str
    agb: str
    verzonden_op: date
    uiterlijk: date


class BerichtAfgekeurd(EventData):
    """A provider rejected a message of the municipality: it counts as never sent."""

    bericht_id: str
    soort: str
    gemeente: str
    agb: str
    retourcodes: tuple[str, ...]
    """Each code once, 0200 and 0233 left out."""


CONTRACT_VASTGELEGD = EventType(
    "nl.wmo.contracten.vastgelegd.v1", ContractVastgelegd, "Een contract met een aanbieder is nieuw of gewijzigd."
)
TOEWIJZING_VOORBEREID = EventType(
    "nl.wmo.toewijzingen.voorbereid.v1", ToewijzingVoorbereid, "Een product wacht op de keuze van een aanbieder."
)
TOEWIJZING_TOEGEWEZEN = EventType(
    "nl.wmo.toewijzingen.toegewezen.v1", ToewijzingToegewezen, "Een product is toegewezen aan een aanbieder."
)
TOEWIJZING_VERLENGD = EventType(
    "nl.wmo.toewijzingen.verlengd.v1", ToewijzingVerlengd, "Een product verlengt een toewijzing die al loopt."
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
LEVERING_BEEINDIGD = EventType(
    "nl.wmo.leveringen.beeindigd.v1", LeveringBeeindigd, "Een aanbieder is gestopt, tijdelijk of voorgoed."
)
BEEINDIGING_VERWIJDERD = EventType(
    "nl.wmo.beeindigingen.verwijderd.v1", LeveringBeeindigd, "Een gemelde stop is verwijderd en telt niet meer."
)
TOEWIJZING_VERVALLEN = EventType(
    "nl.wmo.toewijzingen.vervallen.v1", ToewijzingVervallen, "Een product wacht niet meer op een aanbieder."
)
VERZOEK_ONTVANGEN = EventType(
    "nl.wmo.verzoeken.ontvangen.v1", VerzoekOntvangen, "Een aanbieder vraagt om een toewijzing of om een wijziging."
)
VERZOEK_BESLOTEN = EventType(
    "nl.wmo.verzoeken.besloten.v1", VerzoekBesloten, "De gemeente heeft een verzoek van een aanbieder beantwoord."
)
RETOUR_ONTBREEKT = EventType(
    "nl.wmo.retouren.gemist.v1", RetourOntbreekt, "Op een bericht kwam niet op tijd een retour."
)
BERICHT_AFGEKEURD = EventType(
    "nl.wmo.berichten.afgekeurd.v1", BerichtAfgekeurd, "Een aanbieder heeft een bericht van de gemeente afgekeurd."
)
