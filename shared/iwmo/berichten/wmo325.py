"""WMO325: the gemeente answers a 323; only rejected lines are in it."""

from __future__ import annotations

from iwmo import codes, ldt
from iwmo.berichten import wmo323
from iwmo.berichten.gedeeld import Bericht, HeaderVanGemeente, RetourCodes
from iwmo.cdt import BerichtIdentificatie, TotaalBedragMetDC, XsdVersie
from iwmo.model import Model, model


@model
class Header(HeaderVanGemeente):
    """declaratie_identificatie is the bericht_identificatie of the 323."""

    declaratie_identificatie: BerichtIdentificatie
    xslt_versie: ldt.Versie | None = None
    xsd_versie_declaratie: XsdVersie = XsdVersie()
    retour_codes: RetourCodes


@model
class Prestatie(wmo323.Prestatie):
    """A rejected line, as it stood in the 323."""

    retour_codes: RetourCodes


@model
class Client(wmo323.Client):
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
class Wmo325(Bericht):
    """Declaratie-antwoord."""

    CODE = codes.BerichtCode.WMO325

    header: Header
    declaratie_antwoord: DeclaratieAntwoord | None = None
