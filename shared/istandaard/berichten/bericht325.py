"""325: the gemeente answers a 323; only rejected lines are in it."""

from __future__ import annotations

from istandaard import ldt
from istandaard.berichten import bericht323
from istandaard.berichten.gedeeld import Bericht, HeaderVanGemeente, RetourCodes
from istandaard.cdt import BerichtIdentificatie, TotaalBedragMetDC, XsdVersie
from istandaard.model import Model, model


@model
class Header(HeaderVanGemeente):
    """declaratie_identificatie is the bericht_identificatie of the 323."""

    declaratie_identificatie: BerichtIdentificatie
    xslt_versie: ldt.Versie | None = None
    xsd_versie_declaratie: XsdVersie = XsdVersie()
    retour_codes: RetourCodes


@model
class Prestatie(bericht323.Prestatie):
    """A rejected line, as it stood in the 323."""

    retour_codes: RetourCodes


@model
class Client(bericht323.Client):
    """A client with rejected lines."""

    prestaties: tuple[Prestatie, ...]
    retour_codes: RetourCodes


@model
class DeclaratieAntwoord(Model):
    """What was granted of a declaration. Amounts in eurocents."""

    declaratie_nummer: ldt.IdentificatieDeclaratie
    totaal_ingediend_bedrag: TotaalBedragMetDC
    totaal_toegekend_bedrag: TotaalBedragMetDC
    clienten: tuple[Client, ...] = ()
    retour_codes: RetourCodes


@model
class Bericht325(Bericht):
    """Declaratie-antwoord."""

    NUMMER = "325"

    header: Header
    declaratie_antwoord: DeclaratieAntwoord | None = None
