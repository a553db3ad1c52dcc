"""WMO306: the retour on a 305. Each class of the 305, with its return codes."""

from __future__ import annotations

from iwmo import codes
from iwmo.berichten import wmo305
from iwmo.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanAanbieder
from iwmo.model import model


@model
class StartProduct(wmo305.StartProduct):
    """See 305."""

    retour_codes: RetourCodes


@model
class Client(wmo305.Client):
    """See 305."""

    start_producten: tuple[StartProduct, ...]
    retour_codes: RetourCodes


@model
class Wmo306(Bericht):
    """Start-retour; a client is only there when the 305 was rejected below the header."""

    CODE = codes.BerichtCode.WMO306

    header: RetourHeaderVanAanbieder
    client: Client | None = None
