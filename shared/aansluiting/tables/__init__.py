"""The tables of the koppelvlak."""

from aansluiting.tables.base import Base
from aansluiting.tables.ggk import GgkInkomend, GgkUitgaand, Koppelstand
from aansluiting.tables.zaken import Zaak, Zaakstap

__all__ = ["Base", "GgkInkomend", "GgkUitgaand", "Koppelstand", "Zaak", "Zaakstap"]
