"""MDTO 1.0.1, the metadata of archives (Nationaal Archief): what is kept, how long, and of which file it is.

Only what a case of the Wmo or the Jeugdwet needs of it. Names say nothing of a person or of care.
"""

from koppelvlakken.mdto.schrijven import schrijf
from koppelvlakken.mdto.selectielijst import CATEGORIEEN, Categorie
from koppelvlakken.mdto.waarden import Bestand, Bewaartermijn, Gebeurtenis, Informatieobject, Verwijzing

__all__ = [
    "CATEGORIEEN",
    "Bestand",
    "Bewaartermijn",
    "Categorie",
    "Gebeurtenis",
    "Informatieobject",
    "Verwijzing",
    "schrijf",
]
