"""SOAP 1.1 around an envelope, document/literal, as `OntvangAsynchroon` of the GGk describes it.

Each operation takes one envelope and answers a Bv03; what is not taken in gets a fault with a Fo03 in its detail.
"""

from dataclasses import dataclass

from lxml import etree

from koppelvlakken.ggk.envelop import GGK, STUF, Antwoord, Bericht, Envelop, Envelopfout, Foutbericht, Soort, Weigering
from koppelvlakken.ggk.lezen import lees_element, ontleed
from koppelvlakken.ggk.schrijven import element

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
INHOUDSOORT = "text/xml; charset=utf-8"
FO01_ACTIE = f"{STUF}/Fo01"


@dataclass(frozen=True, slots=True)
class Storing:
    """A fault that holds no Fo03: whose fault it is, and nothing that can be relied on."""

    code: str


def actie(bericht: Bericht) -> str:
    """The SOAPAction with which an envelope is sent."""
    if isinstance(bericht, Foutbericht):
        return FO01_ACTIE
    return f"{GGK}/ggk_{bericht.soort}"


ACTIES = frozenset({FO01_ACTIE, *(f"{GGK}/ggk_{each}" for each in Soort)})


def pak_in(bericht: Bericht | Antwoord) -> bytes:
    """The SOAP message with an envelope, or with an answer; a Fo03 is the detail of a fault."""
    omslag = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soap": SOAP})
    body = etree.SubElement(omslag, f"{{{SOAP}}}Body")
    if isinstance(bericht, Weigering):
        fout = etree.SubElement(body, f"{{{SOAP}}}Fault")
        etree.SubElement(fout, "faultcode").text = f"soap:{bericht.fout.plek.capitalize()}"
        etree.SubElement(fout, "faultstring").text = bericht.fout.omschrijving
        etree.SubElement(fout, "detail").append(element(bericht))
    else:
        body.append(element(bericht))
    return etree.tostring(omslag, xml_declaration=True, encoding="UTF-8")


def pak_uit(document: bytes) -> Bericht | Antwoord | Storing:
    """What a SOAP message holds. Raises Envelopfout for what is no SOAP 1.1, or holds no envelope of this version."""
    omslag = ontleed(document)
    if omslag.tag != f"{{{SOAP}}}Envelope":
        raise Envelopfout("/", "Dit is geen SOAP 1.1.")
    _keur_koppen(omslag.find(f"{{{SOAP}}}Header"))
    body = omslag.find(f"{{{SOAP}}}Body")
    delen = [] if body is None else [each for each in body if isinstance(each.tag, str)]
    if len(delen) != 1:
        raise Envelopfout("/Envelope/Body", "Hier hoort één envelop.")
    (deel,) = delen
    if deel.tag == f"{{{SOAP}}}Fault":
        return _storing(deel)
    return lees_element(deel)


def _keur_koppen(koppen: etree._Element | None) -> None:
    """Raises Envelopfout for a header that must be understood: we understand none (SOAP 1.1, 4.2.3)."""
    if koppen is not None and any(each.get(f"{{{SOAP}}}mustUnderstand") == "1" for each in koppen):
        raise Envelopfout("/Envelope/Header", "Hier staat een kop die wij niet kennen.")


def _storing(deel: etree._Element) -> Weigering | Storing:
    detail = deel.find("detail")
    for each in () if detail is None else detail:
        if each.tag == f"{{{STUF}}}Fo03Bericht":
            gelezen = lees_element(each)
            assert isinstance(gelezen, Weigering)  # by its name
            return gelezen
    code = (deel.findtext("faultcode") or "").rpartition(":")[2]
    return Storing("Client" if code.startswith("Client") else "Server")


def is_bericht(gelezen: Bericht | Antwoord | Storing) -> bool:
    """Whether it is something that travels, and no answer on it."""
    return isinstance(gelezen, Envelop | Foutbericht)
