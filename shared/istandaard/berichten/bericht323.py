"""323: the aanbieder bills what it delivered."""

from __future__ import annotations

from istandaard import codes, ldt
from istandaard.berichten.gedeeld import Bericht, HeaderVanAanbieder
from istandaard.cdt import BedragMetDC, GeslotenPeriode, Referentie, TotaalBedragMetDC
from istandaard.model import Model, model


@model
class Prestatie(Model):
    """One line: what was delivered on one assignment in one period. Amounts in eurocents."""

    product_referentie: Referentie
    toewijzing_nummer: ldt.Nummer
    product_categorie: codes.ProductCategorie
    product_code: ldt.ProductCode
    product_periode: GeslotenPeriode
    geleverd_volume: ldt.Volume
    eenheid: codes.Eenheid
    product_tarief: ldt.Bedrag | None = None
    ingediend_bedrag: BedragMetDC


@model
class Client(Model):
    """A client and the lines for that client."""

    bsn: ldt.Bsn
    prestaties: tuple[Prestatie, ...]


@model
class Declaratie(Model):
    """The bill of one aanbieder over one calendar month."""

    declaratie_nummer: ldt.DeclaratieNummer
    declaratie_periode: GeslotenPeriode
    declaratie_dagtekening: ldt.Datum
    totaal_ingediend_bedrag: TotaalBedragMetDC
    clienten: tuple[Client, ...]


@model
class Bericht323(Bericht):
    """Declaratie."""

    NUMMER = "323"

    header: HeaderVanAanbieder
    declaratie: Declaratie
