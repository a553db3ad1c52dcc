"""302: the retour on a 301. Each class of the 301, with its return codes."""

from __future__ import annotations

from istandaard.berichten import bericht301
from istandaard.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanGemeente
from istandaard.model import model


@model
class Contact(bericht301.Contact):
    """See 301."""

    retour_codes: RetourCodes


@model
class Relatie(bericht301.Relatie):
    """See 301."""

    contact: Contact
    retour_codes: RetourCodes


@model
class ToegewezenProduct(bericht301.ToegewezenProduct):
    """See 301."""

    retour_codes: RetourCodes


@model
class Client(bericht301.Client):
    """See 301."""

    relaties: tuple[Relatie, ...] = ()
    contactgegevens: tuple[Contact, ...]
    toegewezen_producten: tuple[ToegewezenProduct, ...]
    retour_codes: RetourCodes


@model
class Bericht302(Bericht):
    """Toewijzing-retour; a client is only there when the 301 was rejected below the header."""

    NUMMER = "302"

    header: RetourHeaderVanGemeente
    client: Client | None = None
