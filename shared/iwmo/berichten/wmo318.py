"""WMO318: the retour on a 317. Each class of the 317, with its return codes."""

from __future__ import annotations

from iwmo import codes
from iwmo.berichten import wmo317
from iwmo.berichten.gedeeld import Bericht, RetourCodes, RetourHeaderVanAanbieder
from iwmo.model import model


@model
class OngewijzigdProduct(wmo317.OngewijzigdProduct):
    """See 317."""

    retour_codes: RetourCodes


@model
class TeWijzigenProduct(wmo317.TeWijzigenProduct):
    """See 317."""

    retour_codes: RetourCodes


@model
class NieuwProduct(wmo317.NieuwProduct):
    """See 317."""

    retour_codes: RetourCodes


@model
class Verzoek(wmo317.Verzoek):
    """See 317."""

    ongewijzigde_producten: tuple[OngewijzigdProduct, ...] = ()
    te_wijzigen_producten: tuple[TeWijzigenProduct, ...] = ()
    nieuwe_producten: tuple[NieuwProduct, ...] = ()
    retour_codes: RetourCodes


@model
class Client(wmo317.Client):
    """See 317."""

    verzoek: Verzoek
    retour_codes: RetourCodes


@model
class Wmo318(Bericht):
    """Verzoek om wijziging-retour; a client is only there when the 317 was rejected below the header."""

    CODE = codes.BerichtCode.WMO318

    header: RetourHeaderVanAanbieder
    client: Client | None = None
