"""306: the retour on a 305. Each class of the 305, with its return codes."""

from __future__ import annotations

from istandaard.berichten import bericht305
from istandaard.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanAanbieder
from istandaard.model import model


@model
class StartProduct(bericht305.StartProduct):
    """See 305."""

    retour_codes: RetourCodes


@model
class Client(bericht305.Client):
    """See 305."""

    start_producten: tuple[StartProduct, ...]
    retour_codes: RetourCodes


@model
class Bericht306(Bericht):
    """Start-retour; a client is only there when the 305 was rejected below the header."""

    NUMMER = "306"

    header: RetourHeaderVanAanbieder
    client: Client | None = None
