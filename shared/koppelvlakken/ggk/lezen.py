"""Reading an envelope, with the verdict of its schema: no DTD, no entities, no network, nothing unknown in it.

What the schema lets pass and is wrong all the same is for `controle`.
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from lxml import etree

from koppelvlakken.ggk.envelop import (
    GGK,
    STUF,
    Antwoord,
    Bericht,
    Envelop,
    Envelopfout,
    Fout,
    Foutbericht,
    Ontvangstbevestiging,
    Plek,
    Soort,
    Systeem,
    Versie,
    Weigering,
)
from koppelvlakken.ggk.schrijven import WORTEL

UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIJDSTIP = re.compile(r"[0-9]{8,17}")
VERSIE = re.compile(r"[0-9]{4}")
BESTANDSNAAM = re.compile(r"[A-Za-z0-9._-]{4,255}")
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_LANGE_TAG = re.compile(rb"<[^!?<>][^<>]{65536}")
"""What would cost much before it can be refused."""


def ontleed(document: bytes) -> etree._Element:
    """The root of a document. Raises Envelopfout for what is no XML, or has a DTD."""
    if b"<!DOCTYPE" in document:
        raise Envelopfout("/", "Een DTD mag hier niet.")
    if _LANGE_TAG.search(document):
        raise Envelopfout("/", "Een element heeft te veel attributen.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        wortel = etree.fromstring(document, parser)
    except etree.XMLSyntaxError:
        raise Envelopfout("/", "Dit is geen XML.") from None
    if wortel.getroottree().docinfo.doctype:
        raise Envelopfout("/", "Een DTD mag hier niet.")
    return wortel


def lees(document: bytes) -> Bericht | Antwoord:
    """The envelope in a document. Raises Envelopfout."""
    return lees_element(ontleed(document))


def lees_element(wortel: etree._Element) -> Bericht | Antwoord:
    """The envelope that an element is. Raises Envelopfout."""
    lezer = _WORTELS.get(str(wortel.tag))
    if lezer is None:
        raise Envelopfout("/", "Dit is geen envelop van StUF-GGk 2.1: Di01, Du01 of Fo01.")
    return lezer(_deel(wortel, "/"))


@dataclass
class _Deel:
    """The children of an element, of which each is taken in its turn."""

    plek: str
    rest: list[etree._Element]

    def mag(self, ruimte: str, naam: str) -> etree._Element | None:
        """The next child when it is this one."""
        if self.rest and self.rest[0].tag == f"{{{ruimte}}}{naam}":
            return self.rest.pop(0)
        return None

    def moet(self, ruimte: str, naam: str) -> etree._Element:
        """The next child, which has to be this one."""
        gevonden = self.mag(ruimte, naam)
        if gevonden is None:
            raise Envelopfout(self.plek, f"Hier hoort {naam}.")
        return gevonden

    def klaar(self) -> None:
        """There is nothing more."""
        if self.rest:
            raise Envelopfout(self.plek, "Hier staat een element dat hier niet hoort.")


def _deel(element: etree._Element, boven: str, *attributen: str) -> _Deel:
    plek = f"{boven.rstrip('/')}/{etree.QName(element).localname}"
    _keur_attributen(element, plek, attributen)
    teksten = [element.text or "", *(each.tail or "" for each in element)]
    if "".join(teksten).strip():
        raise Envelopfout(plek, "Hier mag geen tekst staan, alleen elementen.")
    return _Deel(plek, [each for each in element if isinstance(each.tag, str)])


def _keur_attributen(element: etree._Element, plek: str, attributen: Sequence[str]) -> None:
    if [each for each in element.attrib if each not in attributen and not str(each).startswith(_XSI)]:
        raise Envelopfout(plek, "Dit attribuut hoort hier niet.")


def _tekst(
    element: etree._Element, boven: str, meest: int | None, minst: int = 0, vorm: re.Pattern[str] | None = None
) -> str:
    """The text in an element, of so many characters and in a form."""
    plek = f"{boven}/{etree.QName(element).localname}"
    _keur_attributen(element, plek, ("bestandsnaam",) if element.tag == f"{{{GGK}}}tekstBestand" else ())
    if any(isinstance(each.tag, str) for each in element):
        raise Envelopfout(plek, "Hier mag alleen tekst staan.")
    tekst = (element.text or "") + "".join(each.tail or "" for each in element)  # around comments
    if meest is not None and len(tekst) > meest:
        raise Envelopfout(plek, f"Hier mogen hoogstens {meest} tekens staan.")
    if len(tekst) < minst or (vorm is not None and not vorm.fullmatch(tekst)):
        raise Envelopfout(plek, "Deze waarde heeft niet de goede vorm.")
    return tekst


def _systeem(element: etree._Element, boven: str, *, met_organisatie: bool) -> Systeem:
    deel = _deel(element, boven)
    organisatie = deel.moet(STUF, "organisatie") if met_organisatie else deel.mag(STUF, "organisatie")
    applicatie = deel.moet(STUF, "applicatie")
    administratie, gebruiker = deel.mag(STUF, "administratie"), deel.mag(STUF, "gebruiker")
    deel.klaar()
    return Systeem(
        organisatie=None if organisatie is None else _tekst(organisatie, deel.plek, 200),
        applicatie=_tekst(applicatie, deel.plek, 50, 3),
        administratie=None if administratie is None else _tekst(administratie, deel.plek, 50),
        gebruiker=None if gebruiker is None else _tekst(gebruiker, deel.plek, 100),
    )


@dataclass(frozen=True)
class _Stuurgegevens:
    zender: Systeem
    ontvanger: Systeem
    referentienummer: str
    tijdstip: str
    cross: str | None
    functie: str


def _stuurgegevens(boven: _Deel, ruimte: str, soort: str, *, cross: bool) -> _Stuurgegevens:
    is_envelop = ruimte == GGK
    deel = _deel(boven.moet(ruimte, "stuurgegevens"), boven.plek)
    code = _tekst(deel.moet(STUF, "berichtcode"), deel.plek, None)
    if code != soort and (code or is_envelop):  # outside envelopes the schema takes an empty one for what it has to be
        raise Envelopfout(f"{deel.plek}/berichtcode", f"Hier hoort {soort}.")
    vorm = UUID4 if is_envelop else None
    zender = _systeem(deel.moet(STUF, "zender"), deel.plek, met_organisatie=is_envelop)
    ontvanger = _systeem(deel.moet(STUF, "ontvanger"), deel.plek, met_organisatie=is_envelop)
    nummer = _tekst(deel.moet(STUF, "referentienummer"), deel.plek, 40, vorm=vorm)
    tijdstip = _tekst(deel.moet(STUF, "tijdstipBericht"), deel.plek, None, vorm=TIJDSTIP)
    op = _tekst(deel.moet(STUF, "crossRefnummer"), deel.plek, 40, vorm=vorm) if cross else None
    functie = _tekst(deel.moet(STUF, "functie"), deel.plek, 30) if is_envelop else ""
    deel.klaar()
    return _Stuurgegevens(zender, ontvanger, nummer, tijdstip, op, functie)


def _lees_envelop(soort: Soort, wortel: _Deel) -> Envelop:
    sturing = _stuurgegevens(wortel, GGK, soort, cross=soort is Soort.DU01)
    parameters = _deel(wortel.moet(GGK, "parameters"), wortel.plek)
    wortel.klaar()
    namen = ("applicatieVersie", "applicatieSubversie", "functieVersie", "functieSubversie")
    versies = [_tekst(parameters.moet(GGK, naam), parameters.plek, None, vorm=VERSIE) for naam in namen]
    bericht = _deel(parameters.moet(GGK, "bericht"), parameters.plek)
    parameters.klaar()
    tekst = bericht.mag(GGK, "tekstBestand")
    bestand = bericht.moet(GGK, "xmlBestand") if tekst is None else tekst
    bericht.klaar()
    naam = None
    if tekst is not None:
        naam = str(tekst.get("bestandsnaam", ""))
        if not BESTANDSNAAM.fullmatch(naam):
            raise Envelopfout(f"{bericht.plek}/tekstBestand", "De bestandsnaam ontbreekt of heeft niet de goede vorm.")
    return Envelop(
        soort=soort,
        zender=sturing.zender,
        ontvanger=sturing.ontvanger,
        referentienummer=sturing.referentienummer,
        tijdstip=sturing.tijdstip,
        functie=sturing.functie,
        applicatie_versie=Versie(*versies[:2]),
        functie_versie=Versie(*versies[2:]),
        inhoud=_uit_base64(_tekst(bestand, bericht.plek, None), bericht.plek),
        cross_referentienummer=sturing.cross,
        bestandsnaam=naam,
    )


def _uit_base64(tekst: str, plek: str) -> bytes:
    try:
        return base64.b64decode("".join(tekst.split()).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise Envelopfout(plek, "De inhoud is geen base64.") from None


def _lees_fout(wortel: _Deel) -> Fout:
    body = _deel(wortel.moet(STUF, "body"), wortel.plek)
    code = _tekst(body.moet(STUF, "code"), body.plek, 7)
    plek = _tekst(body.moet(STUF, "plek"), body.plek, None)
    omschrijving = _tekst(body.moet(STUF, "omschrijving"), body.plek, 200)
    details, xml = body.mag(STUF, "details"), body.mag(STUF, "detailsXML")
    body.klaar()
    if plek not in set(Plek):
        raise Envelopfout(f"{body.plek}/plek", "Hier hoort client of server.")
    origineel = None if xml is None else next((each for each in xml if isinstance(each.tag, str)), None)
    return Fout(
        code=code,
        plek=Plek(plek),
        omschrijving=omschrijving,
        details=None if details is None else _tekst(details, body.plek, 1000),
        details_xml=None if origineel is None else _los(origineel),
    )


def _los(element: etree._Element) -> bytes:
    """An element by itself, as canonical XML: without what only the document around it declared."""
    element.tail = None
    return etree.tostring(element, method="c14n", exclusive=True)


def _lees_foutbericht(wortel: _Deel) -> Foutbericht:
    sturing = _stuurgegevens(wortel, STUF, "Fo01", cross=True)
    return Foutbericht(*_vijf(sturing), _fout_en_klaar(wortel))


def _lees_weigering(wortel: _Deel) -> Weigering:
    sturing = _stuurgegevens(wortel, STUF, "Fo03", cross=True)
    return Weigering(*_vijf(sturing), _fout_en_klaar(wortel))


def _lees_bevestiging(wortel: _Deel) -> Ontvangstbevestiging:
    sturing = _stuurgegevens(wortel, STUF, "Bv03", cross=True)
    wortel.klaar()
    return Ontvangstbevestiging(*_vijf(sturing))


def _fout_en_klaar(wortel: _Deel) -> Fout:
    fout = _lees_fout(wortel)
    wortel.klaar()
    return fout


def _vijf(sturing: _Stuurgegevens) -> tuple[Systeem, Systeem, str, str, str]:
    assert sturing.cross is not None  # asked for above
    return sturing.zender, sturing.ontvanger, sturing.referentienummer, sturing.tijdstip, sturing.cross


_WORTELS: dict[str, Callable[[_Deel], Bericht | Antwoord]] = {
    **{f"{{{GGK}}}{naam}": partial(_lees_envelop, soort) for soort, naam in WORTEL.items()},
    f"{{{STUF}}}Fo01Bericht": _lees_foutbericht,
    f"{{{STUF}}}Fo03Bericht": _lees_weigering,
    f"{{{STUF}}}Bv03Bericht": _lees_bevestiging,
}
