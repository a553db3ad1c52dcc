"""Values of MDTO as XML, in the order that the schema fixes."""

from datetime import UTC, date, datetime

from lxml import etree

from koppelvlakken.mdto.selectielijst import LIJST
from koppelvlakken.mdto.waarden import Bestand, Bewaartermijn, Gebeurtenis, Informatieobject, Verwijzing

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
BEPERKING = "Bevat persoonsgegevens en gegevens over gezondheid (AVG; Wmo 2015, hoofdstuk 5; Jeugdwet, hoofdstuk 7)"
_NAAR_BEGRIPPENLIJST = "Begrippenlijst {} MDTO"


def schrijf(waarde: Informatieobject | Bestand) -> bytes:
    """One object or one file as an MDTO document, in UTF-8."""
    wortel = etree.Element(_naam("MDTO"), nsmap={None: NAMESPACE})
    if isinstance(waarde, Informatieobject):
        _informatieobject(_onder(wortel, "informatieobject"), waarde)
    else:
        _bestand(_onder(wortel, "bestand"), waarde)
    return etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _informatieobject(plek: etree._Element, van: Informatieobject) -> None:
    _identificatie(plek, "identificatie", van.kenmerk, van.bron)
    _onder(plek, "naam", van.naam)
    _begrip(plek, "aggregatieniveau", van.niveau, "Aggregatieniveaus")
    if van.periode is not None:
        _periode(plek, *van.periode)
    _onder(plek, "taal", "nl")
    for each in van.gebeurtenissen:
        _gebeurtenis(plek, each)
    _begrip(plek, "waardering", "Tijdelijk te bewaren", "Waarderingen", "V")
    _termijn(plek, van.bewaartermijn)
    _begrip_uit(plek, "informatiecategorie", van.categorie.label, LIJST, van.categorie.nummer)
    if van.onderdeel_van is not None:
        _verwijzing(plek, "isOnderdeelVan", van.onderdeel_van)
    for deel in van.onderdelen:
        _verwijzing(plek, "bevatOnderdeel", deel)
    if van.representatie is not None:
        _verwijzing(plek, "heeftRepresentatie", van.representatie)
    _verwijzing(plek, "archiefvormer", van.archiefvormer)
    if van.belanghebbende is not None:
        wie = _onder(plek, "betrokkene")
        _begrip(wie, "betrokkeneTypeRelatie", "Belanghebbende", "Relatietypen (betrokkene)")
        _verwijzing(wie, "betrokkeneActor", Verwijzing(van.belanghebbende))
    beperking = _onder(plek, "beperkingGebruik")
    _begrip(beperking, "beperkingGebruikType", "Overig", "BeperkingGebruikTypeLijst")
    _onder(beperking, "beperkingGebruikNadereBeschrijving", BEPERKING)


def _bestand(plek: etree._Element, van: Bestand) -> None:
    _identificatie(plek, "identificatie", van.kenmerk, van.bron)
    _onder(plek, "naam", van.naam)
    _onder(plek, "omvang", str(van.omvang))
    _begrip_uit(plek, "bestandsformaat", van.vorm, "PRONOM", van.pronom)
    som = _onder(plek, "checksum")
    _begrip(som, "checksumAlgoritme", "SHA-256", "ChecksumAlgoritme")
    _onder(som, "checksumWaarde", van.sha256)
    _onder(som, "checksumDatum", _moment(van.berekend_op))
    _verwijzing(plek, "isRepresentatieVan", van.van)


def _periode(plek: etree._Element, begin: date, eind: date | None) -> None:
    periode = _onder(plek, "dekkingInTijd")
    _begrip(periode, "dekkingInTijdType", "Looptijd", "DekkingInTijdTypeLijst")
    _onder(periode, "dekkingInTijdBegindatum", begin.isoformat())
    if eind is not None:
        _onder(periode, "dekkingInTijdEinddatum", eind.isoformat())


def _gebeurtenis(plek: etree._Element, van: Gebeurtenis) -> None:
    event = _onder(plek, "event")
    _begrip(event, "eventType", van.soort, "EventTypeLijst")
    _onder(event, "eventTijd", van.op.isoformat())
    if van.door is not None:
        _verwijzing(event, "eventVerantwoordelijkeActor", Verwijzing(van.door))


def _termijn(plek: etree._Element, van: Bewaartermijn) -> None:
    termijn = _onder(plek, "bewaartermijn")
    _begrip(termijn, "termijnTriggerStartLooptijd", "Wijziging", "EventTypeLijst")
    if van.start is not None:
        _onder(termijn, "termijnStartdatumLooptijd", van.start.isoformat())
    _onder(termijn, "termijnLooptijd", van.looptijd)
    if van.eind is not None:
        _onder(termijn, "termijnEinddatum", van.eind.isoformat())


def _begrip(plek: etree._Element, naam: str, label: str, lijst: str, code: str | None = None) -> None:
    _begrip_uit(plek, naam, label, _NAAR_BEGRIPPENLIJST.format(lijst), code)


def _begrip_uit(plek: etree._Element, naam: str, label: str, lijst: str, code: str | None) -> None:
    begrip = _onder(plek, naam)
    _onder(begrip, "begripLabel", label)
    if code is not None:
        _onder(begrip, "begripCode", code)
    _verwijzing(begrip, "begripBegrippenlijst", Verwijzing(lijst))


def _verwijzing(plek: etree._Element, naam: str, van: Verwijzing) -> None:
    verwijzing = _onder(plek, naam)
    _onder(verwijzing, "verwijzingNaam", van.naam)
    if van.kenmerk is not None and van.bron is not None:
        _identificatie(verwijzing, "verwijzingIdentificatie", van.kenmerk, van.bron)


def _identificatie(plek: etree._Element, naam: str, kenmerk: str, bron: str) -> None:
    identificatie = _onder(plek, naam)
    _onder(identificatie, "identificatieKenmerk", kenmerk)
    _onder(identificatie, "identificatieBron", bron)


def _onder(plek: etree._Element, naam: str, tekst: str | None = None) -> etree._Element:
    element = etree.SubElement(plek, _naam(naam))
    element.text = tekst
    return element


def _naam(naam: str) -> str:
    return f"{{{NAMESPACE}}}{naam}"


def _moment(op: datetime) -> str:
    return op.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
