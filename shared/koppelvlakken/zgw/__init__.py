"""A case in a zaaksysteem by the ZGW APIs (Zaken 1.5, Documenten 1.4, Besluiten 1.1, Catalogi), standard fields only.

What is to be made is a value (`Verzoek`) with how to find it when it may be there already: those APIs know no
idempotency key.
"""

from koppelvlakken.zgw.catalogus import Gezocht, Ontbreekt, Typen, vind_typen
from koppelvlakken.zgw.verbinding import Zaaksysteem, ZgwFout, lees_zaak, maak, open_zaaksysteem
from koppelvlakken.zgw.verzoek import (
    Betrokkene,
    Verzoek,
    behandelaar,
    besluit,
    besluitdocument,
    document,
    initiator,
    resultaat,
    status,
    zaak,
    zaakdocument,
)

__all__ = [
    "Betrokkene",
    "Gezocht",
    "Ontbreekt",
    "Typen",
    "Verzoek",
    "Zaaksysteem",
    "ZgwFout",
    "behandelaar",
    "besluit",
    "besluitdocument",
    "document",
    "initiator",
    "lees_zaak",
    "maak",
    "open_zaaksysteem",
    "resultaat",
    "status",
    "vind_typen",
    "zaak",
    "zaakdocument",
]
