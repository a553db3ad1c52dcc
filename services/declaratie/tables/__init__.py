"""The tables of declaratie: its own copy of assignments and contracts, and every line that it judged."""

from declaratie.tables.aandachtspunten import Aandachtspunt
from declaratie.tables.base import Base
from declaratie.tables.budgetten import BudgetMelding, Uitgave
from declaratie.tables.declaraties import Aanbieder, Declaratie, WachtendeDeclaratie
from declaratie.tables.prestaties import Prestatie, Saldo
from declaratie.tables.toewijzingen import Contract, ContractTarief, GehoordeToewijzing, Levering

__all__ = [
    "Aanbieder",
    "Aandachtspunt",
    "Base",
    "BudgetMelding",
    "Contract",
    "ContractTarief",
    "Declaratie",
    "GehoordeToewijzing",
    "Levering",
    "Prestatie",
    "Saldo",
    "Uitgave",
    "WachtendeDeclaratie",
]
