"""316: the retour on a 315. Each class of the 315, with its return codes."""

from __future__ import annotations

from istandaard.berichten import bericht315
from istandaard.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanAanbieder
from istandaard.model import model


@model
class AangevraagdProduct(bericht315.AangevraagdProduct):
    """See 315."""

    retour_codes: RetourCodes


@model
class Client(bericht315.Client):
    """See 315."""

    aangevraagde_producten: tuple[AangevraagdProduct, ...]
    retour_codes: RetourCodes


@model
class Bericht316(Bericht):
    """Verzoek om toewijzing-retour; a client is only there when the 315 was rejected below the header."""

    NUMMER = "316"

    header: RetourHeaderVanAanbieder
    client: Client | None = None
