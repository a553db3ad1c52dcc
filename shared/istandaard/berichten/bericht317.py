"""317: the aanbieder asks the gemeente to change the assignments of a client (verzoek om wijziging, VOW)."""

from __future__ import annotations

from istandaard import codes, ldt
from istandaard.berichten.gedeeld import Bericht, HeaderVanAanbieder
from istandaard.cdt import Omvang, Product
from istandaard.model import Model, model


@model
class OngewijzigdProduct(Model):
    """An assignment that stays as it is."""

    toewijzing_nummer: ldt.Nummer


@model
class TeWijzigenProduct(Model):
    """An assignment as it should become. budget in eurocents."""

    toewijzing_nummer: ldt.Nummer
    gewenste_ingangsdatum: ldt.Datum
    einddatum: ldt.Datum | None = None
    omvang: Omvang | None = None
    budget: ldt.Budget | None = None


@model
class NieuwProduct(Model):
    """A product to be assigned anew. budget in eurocents."""

    product: Product | None = None
    gewenste_ingangsdatum: ldt.Datum
    einddatum: ldt.Datum | None = None
    omvang: Omvang | None = None
    budget: ldt.Budget | None = None


@model
class Verzoek(Model):
    """The whole wanted situation; judged as a whole."""

    referentie_aanbieder: ldt.Referentie
    reden_verzoek: codes.RedenVerzoek
    ongewijzigde_producten: tuple[OngewijzigdProduct, ...] = ()
    te_wijzigen_producten: tuple[TeWijzigenProduct, ...] = ()
    nieuwe_producten: tuple[NieuwProduct, ...] = ()


@model
class Client(Model):
    """The client and the request."""

    bsn: ldt.Bsn
    verzoek: Verzoek


@model
class Bericht317(Bericht):
    """Verzoek om wijziging."""

    NUMMER = "317"

    header: HeaderVanAanbieder
    client: Client
