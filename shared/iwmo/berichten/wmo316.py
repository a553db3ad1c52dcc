"""WMO316: the retour on a 315. Each class of the 315, with its return codes."""

from __future__ import annotations

from iwmo import codes
from iwmo.berichten import wmo315
from iwmo.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanAanbieder
from iwmo.model import model


@model
class AangevraagdProduct(wmo315.AangevraagdProduct):
    """See 315."""

    retour_codes: RetourCodes


@model
class Client(wmo315.Client):
    """See 315."""

    aangevraagde_producten: tuple[AangevraagdProduct, ...]
    retour_codes: RetourCodes


@model
class Wmo316(Bericht):
    """Verzoek om toewijzing-retour; a client is only there when the 315 was rejected below the header."""

    CODE = codes.BerichtCode.WMO316

    header: RetourHeaderVanAanbieder
    client: Client | None = None
