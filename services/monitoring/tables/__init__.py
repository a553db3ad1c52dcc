"""The tables of monitoring: the log of all events, the read models made from it, and what people record here."""

from monitoring.tables.basis import Base
from monitoring.tables.kwesties import VERHAAL, Afspraak, Kwestie, Kwestiestap
from monitoring.tables.leesmodel import Cijfer, Clientperiode, Dossier, Generatie, Openstaand
from monitoring.tables.logboek import Gebeurtenis
from monitoring.tables.rapportages import Rapportage, Rapportagestap
from monitoring.tables.registers import Aantekening, Maatregel

__all__ = [
    "VERHAAL",
    "Aantekening",
    "Afspraak",
    "Base",
    "Cijfer",
    "Clientperiode",
    "Dossier",
    "Gebeurtenis",
    "Generatie",
    "Kwestie",
    "Kwestiestap",
    "Maatregel",
    "Openstaand",
    "Rapportage",
    "Rapportagestap",
]
