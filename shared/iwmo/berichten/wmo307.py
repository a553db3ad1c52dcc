"""WMO307: the aanbieder tells the gemeente that the support has ended."""

from __future__ import annotations

from iwmo import codes, ldt
from iwmo.berichten.gedeeld import Bericht, HeaderVanAanbieder, VerkorteClient
from iwmo.cdt import Product
from iwmo.model import Model, model


@model
class StopProduct(Model):
    """The stop of one assigned product."""

    toewijzing_nummer: ldt.Nummer | None = None
    product: Product | None = None
    toewijzing_ingangsdatum: ldt.Datum | None = None
    begindatum: ldt.Datum
    reden_beeindiging: codes.RedenBeeindiging
    einddatum: ldt.Datum
    status_aanlevering: codes.StatusAanlevering


@model
class Client(VerkorteClient):
    """The client and the products that stop."""

    stop_producten: tuple[StopProduct, ...]


@model
class Wmo307(Bericht):
    """Stop."""

    CODE = codes.BerichtCode.WMO307

    header: HeaderVanAanbieder
    client: Client
