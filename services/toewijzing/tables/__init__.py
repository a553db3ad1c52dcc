"""The tables of toewijzing. Persons stand here by clientId and keyed BSN hash only."""

from toewijzing.tables.base import Base
from toewijzing.tables.contracten import Contract, ContractProduct, ContractTarief
from toewijzing.tables.toewijzingen import Start, Toewijzing

__all__ = ["Base", "Contract", "ContractProduct", "ContractTarief", "Start", "Toewijzing"]
