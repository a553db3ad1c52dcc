"""WMO308: the retour on a 307. Each class of the 307, with its return codes."""

from __future__ import annotations

from iwmo import codes
from iwmo.berichten import wmo307
from iwmo.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanAanbieder
from iwmo.model import model


@model
class StopProduct(wmo307.StopProduct):
    """See 307."""

    retour_codes: RetourCodes


@model
class Client(wmo307.Client):
    """See 307."""

    stop_producten: tuple[StopProduct, ...]
    retour_codes: RetourCodes


@model
class Wmo308(Bericht):
    """Stop-retour; a client is only there when the 307 was rejected below the header."""

    CODE = codes.BerichtCode.WMO308

    header: RetourHeaderVanAanbieder
    client: Client | None = None
