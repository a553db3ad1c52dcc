"""The tables of the koppelvlak."""

from aansluiting.tables.base import Base
from aansluiting.tables.ggk import GgkInkomend, GgkUitgaand, Koppelstand

__all__ = ["Base", "GgkInkomend", "GgkUitgaand", "Koppelstand"]
