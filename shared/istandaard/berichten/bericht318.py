"""318: the retour on a 317. Each class of the 317, with its return codes."""

from __future__ import annotations

from istandaard.berichten import bericht317
from istandaard.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanAanbieder
from istandaard.model import model


@model
class OngewijzigdProduct(bericht317.OngewijzigdProduct):
    """See 317."""

    retour_codes: RetourCodes


@model
class TeWijzigenProduct(bericht317.TeWijzigenProduct):
    """See 317."""

    retour_codes: RetourCodes


@model
class NieuwProduct(bericht317.NieuwProduct):
    """See 317."""

    retour_codes: RetourCodes


@model
class Verzoek(bericht317.Verzoek):
    """See 317."""

    ongewijzigde_producten: tuple[OngewijzigdProduct, ...] = ()
    te_wijzigen_producten: tuple[TeWijzigenProduct, ...] = ()
    nieuwe_producten: tuple[NieuwProduct, ...] = ()
    retour_codes: RetourCodes


@model
class Client(bericht317.Client):
    """See 317."""

    verzoek: Verzoek
    retour_codes: RetourCodes


@model
class Bericht318(Bericht):
    """Verzoek om wijziging-retour; a client is only there when the 317 was rejected below the header."""

    NUMMER = "318"

    header: RetourHeaderVanAanbieder
    client: Client | None = None
