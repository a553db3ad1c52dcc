"""Writing an envelope: bytes that are valid by the schemas of StUF-GGk 2.1 patch 4, the same for the same value."""

import base64
from collections.abc import Mapping

from lxml import etree

from koppelvlakken.ggk.envelop import (
    GGK,
    STUF,
    Antwoord,
    Bericht,
    Envelop,
    Fout,
    Foutbericht,
    Ontvangstbevestiging,
    Soort,
    Systeem,
    Weigering,
)

WORTEL = {Soort.DI01: "envelopHeenbericht-ggk_Di01", Soort.DU01: "envelopRetourbericht-ggk_Du01"}
SOORT_VAN = {Foutbericht: "Fo01", Weigering: "Fo03", Ontvangstbevestiging: "Bv03"}
_NAAMRUIMTEN: dict[str | None, str] = {"StUF": STUF, "GGK": GGK}


def schrijf(bericht: Bericht | Antwoord) -> bytes:
    """The XML of an envelope, in UTF-8 and without a BOM."""
    wortel = element(bericht)
    return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8")


def element(bericht: Bericht | Antwoord) -> etree._Element:
    """The same as an element, for in a SOAP body."""
    if isinstance(bericht, Envelop):
        return _envelop(bericht)
    soort = SOORT_VAN[type(bericht)]
    wortel = etree.Element(f"{{{STUF}}}{soort}Bericht", nsmap={"StUF": STUF})
    _stuurgegevens(wortel, STUF, soort, bericht)
    if isinstance(bericht, Foutbericht | Weigering):
        _fout(wortel, bericht.fout)
    return wortel


def _envelop(bericht: Envelop) -> etree._Element:
    wortel = etree.Element(f"{{{GGK}}}{WORTEL[bericht.soort]}", nsmap=_NAAMRUIMTEN)
    _stuurgegevens(wortel, GGK, bericht.soort, bericht)
    parameters = etree.SubElement(wortel, f"{{{GGK}}}parameters")
    versies = {
        "applicatieVersie": bericht.applicatie_versie.versie,
        "applicatieSubversie": bericht.applicatie_versie.subversie,
        "functieVersie": bericht.functie_versie.versie,
        "functieSubversie": bericht.functie_versie.subversie,
    }
    _waarden(parameters, GGK, versies)
    soort = "xmlBestand" if bericht.bestandsnaam is None else "tekstBestand"
    bestand = etree.SubElement(etree.SubElement(parameters, f"{{{GGK}}}bericht"), f"{{{GGK}}}{soort}")
    if bericht.bestandsnaam is not None:
        bestand.set("bestandsnaam", bericht.bestandsnaam)
    bestand.text = base64.b64encode(bericht.inhoud).decode("ascii")
    return wortel


def _stuurgegevens(wortel: etree._Element, ruimte: str, soort: str, bericht: Bericht | Antwoord) -> None:
    deel = etree.SubElement(wortel, f"{{{ruimte}}}stuurgegevens")
    _waarden(deel, STUF, {"berichtcode": soort})
    _systeem(deel, "zender", bericht.zender)
    _systeem(deel, "ontvanger", bericht.ontvanger)
    waarden = {
        "referentienummer": bericht.referentienummer,
        "tijdstipBericht": bericht.tijdstip,
        "crossRefnummer": bericht.cross_referentienummer,
        "functie": bericht.functie if isinstance(bericht, Envelop) else None,
    }
    _waarden(deel, STUF, waarden)


def _systeem(boven: etree._Element, naam: str, systeem: Systeem) -> None:
    waarden = {
        "organisatie": systeem.organisatie,
        "applicatie": systeem.applicatie,
        "administratie": systeem.administratie,
        "gebruiker": systeem.gebruiker,
    }
    _waarden(etree.SubElement(boven, f"{{{STUF}}}{naam}"), STUF, waarden)


def _fout(wortel: etree._Element, fout: Fout) -> None:
    body = etree.SubElement(wortel, f"{{{STUF}}}body")
    waarden = {"code": fout.code, "plek": fout.plek, "omschrijving": fout.omschrijving, "details": fout.details}
    _waarden(body, STUF, waarden)
    if fout.details_xml is not None:
        etree.SubElement(body, f"{{{STUF}}}detailsXML").append(etree.fromstring(fout.details_xml))


def _waarden(boven: etree._Element, ruimte: str, waarden: Mapping[str, str | None]) -> None:
    for naam, waarde in waarden.items():
        if waarde is not None:
            etree.SubElement(boven, f"{{{ruimte}}}{naam}").text = waarde
