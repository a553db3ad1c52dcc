"""308: the retour on a 307. Each class of the 307, with its return codes."""

from __future__ import annotations

from istandaard.berichten import bericht307
from istandaard.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanAanbieder
from istandaard.model import model


@model
class StopProduct(bericht307.StopProduct):
    """See 307."""

    retour_codes: RetourCodes


@model
class Client(bericht307.Client):
    """See 307."""

    stop_producten: tuple[StopProduct, ...]
    retour_codes: RetourCodes


@model
class Bericht308(Bericht):
    """Stop-retour; a client is only there when the 307 was rejected below the header."""

    NUMMER = "308"

    header: RetourHeaderVanAanbieder
    client: Client | None = None
