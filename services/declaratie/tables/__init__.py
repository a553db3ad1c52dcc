"""The tables of declaratie: its own copy of assignments and contracts, and every line that it judged."""

from declaratie.tables.aandachtspunten import Aandachtspunt
from declaratie.tables.base import Base
from declaratie.tables.betalen import (
    Bankopdracht,
    Betaalpost,
    Betaalrekening,
    Betaalrun,
    Betaalrunstap,
    Overboeking,
    Rekening,
)
from declaratie.tables.budgetten import BudgetMelding, Uitgave
from declaratie.tables.declaraties import Aanbieder, Declaratie, WachtendeDeclaratie
from declaratie.tables.jaarafsluitingen import (
    Controleverklaring,
    Jaarafsluiting,
    Jaaropgave,
    Jaarstaatbestand,
    Jaartoelichting,
    NaAfsluiting,
)
from declaratie.tables.lumpsums import Deelbetaling, Lumpsum, Verantwoording
from declaratie.tables.noshows import Noshow
from declaratie.tables.prestaties import Prestatie, Saldo
from declaratie.tables.toewijzingen import Contract, ContractTarief, GehoordeToewijzing, Levering
from declaratie.tables.vorderingen import Ontvangst, Vordering, VorderingPrestatie

__all__ = [
    "Aanbieder",
    "Aandachtspunt",
    "Bankopdracht",
    "Base",
    "Betaalpost",
    "Betaalrekening",
    "Betaalrun",
    "Betaalrunstap",
    "BudgetMelding",
    "Contract",
    "ContractTarief",
    "Controleverklaring",
    "Declaratie",
    "Deelbetaling",
    "GehoordeToewijzing",
    "Jaarafsluiting",
    "Jaaropgave",
    "Jaarstaatbestand",
    "Jaartoelichting",
    "Levering",
    "Lumpsum",
    "NaAfsluiting",
    "Noshow",
    "Ontvangst",
    "Overboeking",
    "Prestatie",
    "Rekening",
    "Saldo",
    "Uitgave",
    "Verantwoording",
    "Vordering",
    "VorderingPrestatie",
    "WachtendeDeclaratie",
]
