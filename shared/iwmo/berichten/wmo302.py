"""WMO302: the retour on a 301. Each class of the 301, with its return codes."""

from __future__ import annotations

from iwmo import codes
from iwmo.berichten import wmo301
from iwmo.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanGemeente
from iwmo.model import model


@model
class Contact(wmo301.Contact):
    """See 301."""

    retour_codes: RetourCodes


@model
class Relatie(wmo301.Relatie):
    """See 301."""

    contact: Contact
    retour_codes: RetourCodes


@model
class ToegewezenProduct(wmo301.ToegewezenProduct):
    """See 301."""

    retour_codes: RetourCodes


@model
class Client(wmo301.Client):
    """See 301."""

    relaties: tuple[Relatie, ...] = ()
    contactgegevens: tuple[Contact, ...]
    toegewezen_producten: tuple[ToegewezenProduct, ...]
    retour_codes: RetourCodes


@model
class Wmo302(Bericht):
    """Toewijzing-retour; a client is only there when the 301 was rejected below the header."""

    CODE = codes.BerichtCode.WMO302

    header: RetourHeaderVanGemeente
    client: Client | None = None
