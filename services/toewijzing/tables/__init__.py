"""The tables of toewijzing. Persons stand here by clientId and keyed BSN hash only."""

from toewijzing.tables.base import Base
from toewijzing.tables.contracten import Contract, ContractProduct, ContractTarief
from toewijzing.tables.gesprek import Stop, Termijn, ToewijzingVersie, Verzoek
from toewijzing.tables.toewijzingen import Start, Toewijzing

__all__ = [
    "Base",
    "Contract",
    "ContractProduct",
    "ContractTarief",
    "Start",
    "Stop",
    "Termijn",
    "Toewijzing",
    "ToewijzingVersie",
    "Verzoek",
]
