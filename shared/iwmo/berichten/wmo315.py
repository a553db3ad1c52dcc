"""WMO315: the aanbieder asks the gemeente for an assignment (verzoek om toewijzing, VOT)."""

from __future__ import annotations

from iwmo import codes, ldt
from iwmo.berichten.gedeeld import Bericht, HeaderVanAanbieder, VerkorteClient
from iwmo.cdt import Omvang, Product, Verwijzer
from iwmo.model import Model, model


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

    commentaar: ldt.Commentaar | None = None
    aangevraagde_producten: tuple[AangevraagdProduct, ...]


@model
class Wmo315(Bericht):
    """Verzoek om toewijzing."""

    CODE = codes.BerichtCode.WMO315

    header: HeaderVanAanbieder
    client: Client
