"""307: the aanbieder tells the gemeente that the support has ended."""

from __future__ import annotations

from istandaard import codes, ldt
from istandaard.berichten.gedeeld import Bericht, HeaderVanAanbieder, VerkorteClient
from istandaard.cdt import Product
from istandaard.model import Model, model


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
class Bericht307(Bericht):
    """Stop."""

    NUMMER = "307"

    header: HeaderVanAanbieder
    client: Client
