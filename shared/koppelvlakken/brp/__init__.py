"""BRP personen bevragen (Haal Centraal, 2.7.0): ask who somebody is by BSN, with only the fields that a purpose needs.

Everything that can come back is a value: a person, nobody, or a fault with what to do. Nothing here raises, and no BSN
gets into an address, a log line or an exception.
"""

from koppelvlakken.brp.antwoord import Antwoord, Fout, Foutsoort, Gevonden, Onbekend
from koppelvlakken.brp.datum import Datum
from koppelvlakken.brp.persoon import Adres, Buitenland, Locatie, Persoon, Plaatsonbekend
from koppelvlakken.brp.velden import DOELEN, Doel, velden_voor
from koppelvlakken.brp.verbinding import Verbinding, open_verbinding
from koppelvlakken.brp.vraag import raadpleeg

__all__ = [
    "DOELEN",
    "Adres",
    "Antwoord",
    "Buitenland",
    "Datum",
    "Doel",
    "Fout",
    "Foutsoort",
    "Gevonden",
    "Locatie",
    "Onbekend",
    "Persoon",
    "Plaatsonbekend",
    "Verbinding",
    "open_verbinding",
    "raadpleeg",
    "velden_voor",
]
