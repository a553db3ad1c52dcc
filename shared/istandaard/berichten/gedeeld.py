"""What several messages share: their headers, and the client as aanbieders send it."""

from __future__ import annotations

from typing import ClassVar

from istandaard import codes, ldt
from istandaard.cdt import BerichtIdentificatie, Geboortedatum, VerkorteNaam, XsdVersie
from istandaard.fouten import OngeldigeWaarde
from istandaard.model import Model, model
from istandaard.retourcodes import RetourCode

RetourCodes = tuple[RetourCode, ...]


@model
class HeaderVanGemeente(Model):
    """Header of a message from a gemeente to an aanbieder (301, 319)."""

    bericht_code: codes.BerichtCode
    bericht_versie: ldt.BerichtVersie = 3
    bericht_subversie: ldt.BerichtSubversie = 2
    afzender: ldt.Gemeentecode
    ontvanger: ldt.AgbCode
    bericht_identificatie: BerichtIdentificatie
    xsd_versie: XsdVersie = XsdVersie()


@model
class HeaderVanAanbieder(Model):
    """Header of a message from an aanbieder to a gemeente (305, 307, 315, 317, 323)."""

    bericht_code: codes.BerichtCode
    bericht_versie: ldt.BerichtVersie = 3
    bericht_subversie: ldt.BerichtSubversie = 2
    afzender: ldt.AgbCode
    ontvanger: ldt.Gemeentecode
    bericht_identificatie: BerichtIdentificatie
    xsd_versie: XsdVersie = XsdVersie()


@model
class RetourHeaderVanGemeente(HeaderVanGemeente):
    """Header of the retour on a message from a gemeente (302, 320); afzender and ontvanger stay as they were."""

    identificatie_retour: ldt.IdentificatieBericht
    dagtekening_retour: ldt.Datum
    xslt_versie: ldt.Versie | None = None
    xsd_versie_retour: XsdVersie = XsdVersie()
    retour_codes: RetourCodes = ()


@model
class RetourHeaderVanAanbieder(HeaderVanAanbieder):
    """Header of the retour on a message from an aanbieder (306, 308, 316, 318)."""

    identificatie_retour: ldt.IdentificatieBericht
    dagtekening_retour: ldt.Datum
    xslt_versie: ldt.Versie | None = None
    xsd_versie_retour: XsdVersie = XsdVersie()
    retour_codes: RetourCodes = ()


Header = HeaderVanGemeente | HeaderVanAanbieder


class Bericht(Model):
    """Base of the 14 messages; NUMMER is that of its kind, with which the name of its BerichtCode ends."""

    __slots__ = ()
    NUMMER: ClassVar[str]

    header: Header

    def __post_init__(self) -> None:
        Model.__post_init__(self)
        if not self.header.bericht_code.name.endswith(self.NUMMER):
            raise OngeldigeWaarde("header.bericht_code", "RS047", f"Vul de code in van een {self.NUMMER}.")

    def soort(self) -> str:
        """The name of the kind of message in its standard, such as "WMO323"."""
        return self.header.bericht_code.name


@model
class VerkorteClient(Model):
    """The client as 305, 307 and 315 begin it."""

    bsn: ldt.Bsn
    geboortedatum: Geboortedatum
    geslacht: codes.Geslacht
    naam: VerkorteNaam
