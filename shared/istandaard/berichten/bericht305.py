"""305: the aanbieder tells the gemeente that the support has started."""

from __future__ import annotations

from istandaard import codes, ldt
from istandaard.berichten.gedeeld import Bericht, HeaderVanAanbieder, VerkorteClient
from istandaard.cdt import Product
from istandaard.model import Model, model


@model
class StartProduct(Model):
    """The start of one assigned product."""

    toewijzing_nummer: ldt.Nummer | None = None
    product: Product | None = None
    toewijzing_ingangsdatum: ldt.Datum | None = None
    begindatum: ldt.Datum
    status_aanlevering: codes.StatusAanlevering


@model
class Client(VerkorteClient):
    """The client and the products that start."""

    start_producten: tuple[StartProduct, ...]


@model
class Bericht305(Bericht):
    """Start."""

    NUMMER = "305"

    header: HeaderVanAanbieder
    client: Client
