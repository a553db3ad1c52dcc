"""Tables as files: the one writer and reader of CSV and XLSX, for people who open them in a spreadsheet.

One policy for all that leaves: a text never becomes a formula, a code keeps its zeros, an amount is written in euros
with a comma, the same tables give the same bytes. It knows no service and no domain.
"""

from bladen.cellen import Blad, Cel, Deel, Euro, Maand
from bladen.lezen import FOUT, BestandFout, Rij, lees, lees_in_delen, rijen_uit
from bladen.schrijven import CSV, MEDIA_TYPES, XLSX, schrijf

__all__ = [
    "CSV",
    "FOUT",
    "MEDIA_TYPES",
    "XLSX",
    "BestandFout",
    "Blad",
    "Cel",
    "Deel",
    "Euro",
    "Maand",
    "Rij",
    "lees",
    "lees_in_delen",
    "rijen_uit",
    "schrijf",
]
