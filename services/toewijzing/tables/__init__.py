"""The tables of toewijzing. Persons stand here by clientId and keyed BSN hash only."""

from toewijzing.tables.base import Base
from toewijzing.tables.contracten import (
    Aanbieder,
    Contract,
    ContractProduct,
    ContractTarief,
    GehoordeMaatregel,
    GemetenAanbieder,
    Pauze,
)
from toewijzing.tables.gesprek import Stop, Termijn, ToewijzingVersie, Verzoek
from toewijzing.tables.hulp import (
    Coordinator,
    Overbrugging,
    Verbruik,
    Waakvlam,
    Waakvlamcontact,
    Wachtcontact,
    Wisselwens,
)
from toewijzing.tables.toewijzingen import Onderaannemer, Start, Toewijzing

__all__ = [
    "Aanbieder",
    "Base",
    "Contract",
    "ContractProduct",
    "ContractTarief",
    "Coordinator",
    "GehoordeMaatregel",
    "GemetenAanbieder",
    "Onderaannemer",
    "Overbrugging",
    "Pauze",
    "Start",
    "Stop",
    "Termijn",
    "Toewijzing",
    "ToewijzingVersie",
    "Verbruik",
    "Verzoek",
    "Waakvlam",
    "Waakvlamcontact",
    "Wachtcontact",
    "Wisselwens",
]
