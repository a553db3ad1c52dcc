"""What declaratie tells: the answer on each declaration, what the policy of the region points at, and budgets.

A published type never changes: where the code has a better word by now, the old one stands as its alias.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from chassis.events import EventData, EventType
from gebeurtenissen.toewijzing import BerichtGegevens
from gebeurtenissen.wet import OnderEenWet


class Afkeuring(EventData):
    """How often a return code was given on lines, and the amount of those lines in eurocents (credit negative)."""

    retourcode: str
    aantal: int
    bedrag: int


class ProductTotaal(EventData):
    """Lines and amounts (eurocents, credit negative) of one product and month in a declaration; one municipality pays.

    That is the `budgethouder` (M83). Null in older events: then it is the one that the region has for the product, else
    the client's own. `maand` is that of the ProductPeriode, so a product stands here once for each; null in older
    events, whose totals are of all months together: then the declaratieperiode stands for it.
    """

    code: str
    ingediend: int
    toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int
    budgethouder: str | None = None
    maand: date | None = None


class DeclaratieBeantwoord(OnderEenWet):
    """A WMO323 is judged and its WMO325 is ready. A line with several codes counts in each of `afkeuringen`.

    `gemeente` is that of the clients; who pays stands with `producten`.
    """

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
    prestaties_ingediend: int = Field(alias="regelsIngediend")
    prestaties_toegekend: int = Field(alias="regelsToegekend")
    prestaties_afgewezen: int = Field(alias="regelsAfgewezen")
    bedrag_ingediend: int
    bedrag_toegekend: int
    afkeuringen: tuple[Afkeuring, ...]
    producten: tuple[ProductTotaal, ...]


class BetalingVastgesteld(OnderEenWet):
    """What one municipality pays a provider on one declaration (M83). Amounts in eurocents.

    `budgethouder` pays, `gemeente` is that of the clients. `bedrag` is `debet` minus `credit`; below zero it is to be
    got back. These are the payable amounts of declaratie, one by one.
    """

    declaratie_id: str
    budgethouder: str
    gemeente: str
    agb: str
    declaratienummer: str
    declaratieperiode: date
    """First day of the calendar month."""
    identificatie_325: str
    """Identificatie of the WMO325."""
    beantwoord_op: datetime
    debet: int
    credit: int
    bedrag: int


class Gedeclareerd(EventData):
    """What one declaration adds to an assignment for one product and month; a credit counts negative.

    `volume` in `eenheid` (WJ756), `bedrag` in eurocents, `regels` as debit lines less credited ones. `budgethouder`
    pays; null as in ProductTotaal.
    """

    toewijzing_id: str
    toewijzing_nummer: int
    categorie: str
    code: str
    maand: date
    """First day of the calendar month in which it was delivered."""
    eenheid: str
    volume: int
    bedrag: int
    prestaties: int = Field(alias="regels")
    budgethouder: str | None = None


class ToewijzingGedeclareerd(OnderEenWet):
    """What was granted of a declaration, per assignment; a large declaration tells it in several parts, from 1."""

    declaratie_id: str
    deel: int
    gemeente: str
    agb: str
    toegekend: tuple[Gedeclareerd, ...]


class Aandacht(EventData):
    """How many lines of a declaration one rule of policy (M number) points at, and their amount in eurocents."""

    m_nummer: str
    aantal: int
    bedrag: int


class AandachtspuntenVastgelegd(OnderEenWet):
    """Granted lines of a declaration that the policy of the region wants somebody to look at."""

    declaratie_id: str
    gemeente: str
    agb: str
    punten: tuple[Aandacht, ...]


class AandachtspuntAfgehandeld(OnderEenWet):
    """Somebody looked at a granted line and decided; `bedrag` of the line in eurocents, which `budgethouder` paid."""

    aandachtspunt_id: str
    declaratie_id: str
    volgnummer: int = Field(alias="regel")
    """The place of the line in its message."""
    gemeente: str
    agb: str
    m_nummer: str
    bedrag: int
    besluit: str
    budgethouder: str | None = None


class BudgetdrempelOverschreden(EventData):
    """Spending reached `drempel` percent of a budget (M73, M113). Amounts in eurocents.

    `product` and `gemeente` are null when the budget is for all of them. With `plafond` it may not be passed.
    """

    inkoopmodel: str
    jaar: int
    product: str | None
    gemeente: str | None
    plafond: bool
    drempel: int
    budget: int
    uitgegeven: int
    declaratie_id: str
    """The declaration with which it was reached."""


class BetaalrunGesloten(EventData):
    """A municipality asks its bank to transfer so many times, together `bedrag` eurocents, on a day. It is final."""

    betaalrun_id: str
    budgethouder: str
    dag: date
    overboekingen: int
    bedrag: int


class OverboekingGemeld(EventData):
    """What the bank did with a transfer to a provider, of `bedrag` eurocents; `reden` is its code.

    What was refused or sent back is to be paid again. `declaratie_ids` are the declarations that it was for, as far as
    this municipality pays them; none in older events.
    """

    overboeking_id: str
    betaalrun_id: str
    budgethouder: str
    agb: str
    kenmerk: str
    """EndToEndId of the transfer."""
    bedrag: int
    uitkomst: Literal["betaald", "geweigerd", "teruggeboekt"]
    dag: date
    reden: str | None = None
    declaratie_ids: tuple[str, ...] = ()


class VorderingGewijzigd(OnderEenWet):
    """A claim of one municipality on a provider was recorded, changed, or ended; amounts in eurocents.

    `openstaand` is what is not settled yet, `uiterlijk` the last day to pay it back or to dispute it.
    """

    vordering_id: str
    budgethouder: str
    gemeente: str
    agb: str
    grond: str
    bedrag: int
    openstaand: int
    uiterlijk: date
    stand: str


class DeelVanLumpsum(EventData):
    """What is paid of a lump sum on a day, in eurocents; `betaalbaar` once a payment run may take it."""

    dag: date
    bedrag: int
    betaalbaar: bool


class LumpsumGewijzigd(OnderEenWet):
    """A lump sum for a task was approved, a part of it became payable, or it ended before its time (M140).

    `budgethouder` pays `bedrag` eurocents for product `code`, apart from clients, from `van` until `laatste_dag`.
    """

    lumpsum_id: str
    budgethouder: str
    agb: str
    code: str
    van: date
    laatste_dag: date
    bedrag: int
    stand: str
    delen: tuple[DeelVanLumpsum, ...]


class NoshowGewijzigd(OnderEenWet):
    """A client was not at an appointment, or that was withdrawn (M77); amounts in eurocents.

    `bedrag` is what `budgethouder` pays the provider, `voor_inwoner` what the region bills the resident (M135).
    """

    noshow_id: str
    toewijzing_id: str
    gemeente: str
    budgethouder: str
    agb: str
    code: str
    dag: date
    gemeld_op: date
    bedrag: int
    voor_inwoner: int
    stand: str


class JaarafsluitingGewijzigd(EventData):
    """The closing of a year of one provider, for the municipality that pays it, went a step further or back.

    `bedrag_toegekend` and `bedrag_opgegeven` are what was granted and what the provider says, in eurocents, credits
    taken off. `oordeel` is that of its accountant. What was granted after closing is not in it.
    """

    jaarafsluiting_id: str
    jaar: int
    agb: str
    budgethouder: str
    stand: str
    bedrag_toegekend: int
    bedrag_opgegeven: int
    oordeel: str | None = None


DECLARATIE_BEANTWOORD = EventType(
    "nl.wmo.declaraties.beantwoord.v1", DeclaratieBeantwoord, "Een declaratie is beoordeeld en beantwoord."
)
BETALING_VASTGESTELD = EventType(
    "nl.wmo.betalingen.vastgesteld.v1",
    BetalingVastgesteld,
    "Van een beantwoorde declaratie is bekend wat een gemeente de aanbieder betaalt.",
)
DECLARATIE_HERVAT = EventType(
    "nl.wmo.declaraties.hervat.v1", BerichtGegevens, "Een declaratie wachtte op een toewijzing en wordt nu beoordeeld."
)
TOEWIJZING_GEDECLAREERD = EventType(
    "nl.wmo.toewijzingen.gedeclareerd.v1",
    ToewijzingGedeclareerd,
    "Van een declaratie is bekend wat per toewijzing is toegekend.",
)
AANDACHTSPUNTEN_VASTGELEGD = EventType(
    "nl.wmo.aandachtspunten.vastgelegd.v1",
    AandachtspuntenVastgelegd,
    "Bij toegekende prestaties van een declaratie past het beleid van de regio niet.",
)
AANDACHTSPUNT_AFGEHANDELD = EventType(
    "nl.wmo.aandachtspunten.afgehandeld.v1", AandachtspuntAfgehandeld, "Een aandachtspunt is bekeken en afgehandeld."
)
BUDGETDREMPEL_OVERSCHREDEN = EventType(
    "nl.wmo.budgetdrempels.overschreden.v1", BudgetdrempelOverschreden, "Een grens van een budget is bereikt."
)
BETAALRUN_GESLOTEN = EventType(
    "nl.wmo.betaalruns.gesloten.v1",
    BetaalrunGesloten,
    "Een betaalrun is definitief: de opdracht voor de bank is klaar.",
)
OVERBOEKING_GEMELD = EventType(
    "nl.wmo.overboekingen.gemeld.v1",
    OverboekingGemeld,
    "De bank heeft een overboeking betaald, geweigerd of teruggeboekt.",
)
VORDERING_GEWIJZIGD = EventType(
    "nl.wmo.vorderingen.gewijzigd.v1",
    VorderingGewijzigd,
    "Een vordering op een aanbieder is vastgelegd, veranderd of beëindigd.",
)
LUMPSUM_GEWIJZIGD = EventType(
    "nl.wmo.lumpsums.gewijzigd.v1",
    LumpsumGewijzigd,
    "Een lumpsum voor een taak is goedgekeurd, een deel ervan is betaalbaar, of zij is eerder beëindigd.",
)
NOSHOW_GEWIJZIGD = EventType(
    "nl.wmo.noshows.gewijzigd.v1",
    NoshowGewijzigd,
    "Van een cliënt is gemeld dat hij niet op een afspraak was, of die melding is ingetrokken.",
)
JAARAFSLUITING_GEWIJZIGD = EventType(
    "nl.wmo.jaarafsluitingen.gewijzigd.v1",
    JaarafsluitingGewijzigd,
    "De afsluiting van een jaar met een aanbieder is een stap verder, heropend, of gesloten.",
)
