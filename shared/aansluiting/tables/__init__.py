"""The tables of the koppelvlak."""

from aansluiting.tables.archief import Archiefstuk, Dossier
from aansluiting.tables.base import Base
from aansluiting.tables.ggk import GgkInkomend, GgkUitgaand, Koppelstand
from aansluiting.tables.zaken import Zaak, Zaakstap

__all__ = ["Archiefstuk", "Base", "Dossier", "GgkInkomend", "GgkUitgaand", "Koppelstand", "Zaak", "Zaakstap"]
