"""What several messages share: their headers, and the client as aanbieders send it."""

from __future__ import annotations

from typing import ClassVar

from iwmo import codes, ldt
from iwmo.cdt import BerichtIdentificatie, Geboortedatum, VerkorteNaam, XsdVersie
from iwmo.fouten import OngeldigeWaarde
from iwmo.model import Model, model
from iwmo.retourcodes import RetourCode

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
    """Base of the 14 messages; CODE is the one BerichtCode that its header may hold."""

    __slots__ = ()
    CODE: ClassVar[codes.BerichtCode]

    header: Header

    def __post_init__(self) -> None:
        Model.__post_init__(self)
        if self.header.bericht_code != self.CODE:
            raise OngeldigeWaarde(
                "header.bericht_code", "RS047", f"Vul {self.CODE.value} in, de code van {self.soort()}."
            )

    @classmethod
    def soort(cls) -> str:
        """The name of the message kind, such as "WMO323"."""
        return cls.CODE.name

    @classmethod
    def naamruimte(cls) -> str:
        """The XML namespace of the message kind."""
        return f"http://www.istandaarden.nl/iwmo/3_2/{cls.soort().lower()}/schema"


@model
class VerkorteClient(Model):
    """The client as 305, 307 and 315 begin it."""

    bsn: ldt.Bsn
    geboortedatum: Geboortedatum
    geslacht: codes.Geslacht
    naam: VerkorteNaam
