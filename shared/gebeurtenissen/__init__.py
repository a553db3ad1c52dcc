"""The events of the chain, declared once: what services tell each other and what backoffices may hear.

*Informatiearm*: ids, codes, dates, volumes and amounts. Persons travel as `client_id`, and where a BSN has to be
matched as `bsn_hash`, a keyed hash. Amounts are whole eurocents. An event type never changes; it gets a v2.
"""

from chassis.events import EventData, EventType
from gebeurtenissen.declaratie import (
    AANDACHTSPUNT_AFGEHANDELD,
    AANDACHTSPUNTEN_VASTGELEGD,
    BUDGETDREMPEL_OVERSCHREDEN,
    DECLARATIE_BEANTWOORD,
    DECLARATIE_HERVAT,
    Aandacht,
    AandachtspuntAfgehandeld,
    AandachtspuntenVastgelegd,
    Afkeuring,
    BudgetdrempelOverschreden,
    DeclaratieBeantwoord,
    ProductTotaal,
)
from gebeurtenissen.toegang import (
    BESCHIKKING_AFGEGEVEN,
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    BeschikkingAfgegeven,
    BeschiktProduct,
    MeldingGeregistreerd,
    OnderzoekAfgerond,
)
from gebeurtenissen.toewijzing import (
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    CONTRACT_VASTGELEGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VOORBEREID,
    BerichtGegevens,
    ContractProduct,
    ContractVastgelegd,
    LeveringGestart,
    Tarief,
    ToewijzingToegewezen,
    ToewijzingVoorbereid,
)

ALL: tuple[EventType[EventData], ...] = (
    MELDING_GEREGISTREERD,
    ONDERZOEK_AFGEROND,
    BESCHIKKING_AFGEGEVEN,
    CONTRACT_VASTGELEGD,
    TOEWIJZING_VOORBEREID,
    TOEWIJZING_TOEGEWEZEN,
    BERICHT_ONTVANGEN,
    BERICHT_VERZONDEN,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    DECLARATIE_BEANTWOORD,
    DECLARATIE_HERVAT,
    AANDACHTSPUNTEN_VASTGELEGD,
    AANDACHTSPUNT_AFGEHANDELD,
    BUDGETDREMPEL_OVERSCHREDEN,
)
"""The registry: asyncapi.json is made from it."""

__all__ = [
    "AANDACHTSPUNTEN_VASTGELEGD",
    "AANDACHTSPUNT_AFGEHANDELD",
    "ALL",
    "BERICHT_ONTVANGEN",
    "BERICHT_VERZONDEN",
    "BESCHIKKING_AFGEGEVEN",
    "BUDGETDREMPEL_OVERSCHREDEN",
    "CONTRACT_VASTGELEGD",
    "DECLARATIE_BEANTWOORD",
    "DECLARATIE_HERVAT",
    "LEVERING_GESTART",
    "LEVERING_VERWIJDERD",
    "MELDING_GEREGISTREERD",
    "ONDERZOEK_AFGEROND",
    "TOEWIJZING_TOEGEWEZEN",
    "TOEWIJZING_VOORBEREID",
    "Aandacht",
    "AandachtspuntAfgehandeld",
    "AandachtspuntenVastgelegd",
    "Afkeuring",
    "BerichtGegevens",
    "BeschikkingAfgegeven",
    "BeschiktProduct",
    "BudgetdrempelOverschreden",
    "ContractProduct",
    "ContractVastgelegd",
    "DeclaratieBeantwoord",
    "LeveringGestart",
    "MeldingGeregistreerd",
    "OnderzoekAfgerond",
    "ProductTotaal",
    "Tarief",
    "ToewijzingToegewezen",
    "ToewijzingVoorbereid",
]
