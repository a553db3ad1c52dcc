"""315: the aanbieder asks the gemeente for an assignment (verzoek om toewijzing, VOT)."""

from __future__ import annotations

from istandaard import codes, ldt
from istandaard.berichten.gedeeld import Bericht, HeaderVanAanbieder, VerkorteClient
from istandaard.cdt import Omvang, Product, Verwijzer
from istandaard.model import Model, model


@model
class AangevraagdProduct(Model):
    """One requested product, judged by itself. budget in eurocents."""

    referentie_aanbieder: ldt.Referentie
    beschikking_nummer: ldt.Nummer | None = None
    product: Product | None = None
    beschikking_ingangsdatum: ldt.Datum | None = None
    toewijzing_ingangsdatum: ldt.Datum
    toewijzing_einddatum: ldt.Datum | None = None
    omvang: Omvang | None = None
    budget: ldt.Budget | None = None
    verwijzer: Verwijzer
    raamcontract: codes.JaNee | None = None
    commentaar: ldt.Commentaar | None = None


@model
class Client(VerkorteClient):
    """The client and the requested products."""

    gezagsdrager_bekend: codes.JaNee | None = None
    commentaar: ldt.Commentaar | None = None
    aangevraagde_producten: tuple[AangevraagdProduct, ...]


@model
class Bericht315(Bericht):
    """Verzoek om toewijzing."""

    NUMMER = "315"

    header: HeaderVanAanbieder
    client: Client
