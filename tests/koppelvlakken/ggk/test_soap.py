"""SOAP around an envelope, by the WSDL of the GGk."""

from dataclasses import replace

import pytest
from lxml import etree
from tests.koppelvlakken.bron import GGK

from koppelvlakken.ggk import soap
from koppelvlakken.ggk.envelop import Envelop, Envelopfout, Fout, Foutbericht, Ontvangstbevestiging, Plek, Weigering
from koppelvlakken.ggk.lezen import lees

HEEN = lees((GGK / "voorbeelden-eigen" / "01-gemeente-WMO301-Di01.xml").read_bytes())
TERUG = lees((GGK / "voorbeelden-eigen" / "03-gemeente-WMO306-Du01.xml").read_bytes())
FO01 = lees((GGK / "voorbeelden-eigen" / "04-gemeente-Fo01-StUF055.xml").read_bytes())


def test_the_actions_are_those_of_the_wsdl() -> None:
    wsdl = etree.parse(GGK / "xsd" / "ggk0210" / "ggkberichten" / "ggk0210_OntvangAsynchroon_ggkberichten.wsdl")
    acties = {str(each.get("soapAction")) for each in wsdl.iter("{http://schemas.xmlsoap.org/wsdl/soap/}operation")}
    assert acties == soap.ACTIES
    for each in (HEEN, TERUG, FO01):
        assert isinstance(each, Envelop | Foutbericht)
        assert soap.actie(each) in acties


@pytest.mark.parametrize("bericht", [HEEN, TERUG, FO01], ids=["Di01", "Du01", "Fo01"])
def test_what_is_packed_is_unpacked_the_same(bericht: Envelop | Foutbericht) -> None:
    gelezen = soap.pak_uit(soap.pak_in(bericht))
    assert gelezen == bericht
    assert soap.is_bericht(gelezen)


def test_an_answer_and_a_refusal_are_told_apart() -> None:
    assert isinstance(FO01, Foutbericht)
    vijf = (FO01.zender, FO01.ontvanger, FO01.referentienummer, FO01.tijdstip, FO01.cross_referentienummer)
    bevestiging = Ontvangstbevestiging(*vijf)
    weigering = Weigering(*vijf, Fout("StUF016", Plek.CLIENT, "Niet uniek"))
    assert soap.pak_uit(soap.pak_in(bevestiging)) == bevestiging
    assert soap.pak_uit(soap.pak_in(weigering)) == weigering
    fout = etree.fromstring(soap.pak_in(weigering)).find(f".//{{{soap.SOAP}}}Fault")
    assert fout is not None
    assert fout.findtext("faultcode") == "soap:Client"
    server = soap.pak_in(replace(weigering, fout=replace(weigering.fout, plek=Plek.SERVER)))
    assert b"soap:Server" in server


def omslag(body: str, kop: str = "") -> bytes:
    return f'<s:Envelope xmlns:s="{soap.SOAP}">{kop}{body}</s:Envelope>'.encode()


@pytest.mark.parametrize(
    ("fout", "uitkomst"),
    [
        ("<faultcode>s:Client.Vorm</faultcode>", "Client"),
        ("<faultcode>s:Server</faultcode><detail><x/></detail>", "Server"),
        ("", "Server"),
    ],
)
def test_a_fault_without_a_reason_of_the_chain_says_whose_it_is(fout: str, uitkomst: str) -> None:
    assert soap.pak_uit(omslag(f"<s:Body><s:Fault>{fout}</s:Fault></s:Body>")) == soap.Storing(uitkomst)


@pytest.mark.parametrize(
    "document",
    [
        b"<a/>",
        omslag(""),
        omslag("<s:Body/>"),
        omslag("<s:Body><a/><b/></s:Body>"),
        omslag("<s:Body><a/></s:Body>", '<s:Header><x s:mustUnderstand="1"/></s:Header>'),
        b'<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body/></s:Envelope>',
    ],
    ids=["geen soap", "geen body", "lege body", "twee", "moet begrepen", "soap 1.2"],
)
def test_what_is_no_message_is_refused(document: bytes) -> None:
    with pytest.raises(Envelopfout):
        soap.pak_uit(document)
