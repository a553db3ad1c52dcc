"""Reading XML into a message, with the verdict of the XSD (level 1), in one pass and without a tree.

expat does the well-formedness and knows the line; `automaat` knows what may come next. No DTD is read, hence no
entities but the five of XML.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn, cast
from xml.parsers import expat

from istandaard.automaat import EINDE, Stap, Toestand, wortel
from istandaard.berichten.gedeeld import Bericht
from istandaard.datum_tijd import WIT
from istandaard.fouten import Bevinding, Formaatfout, Waardefout
from istandaard.reeksen import Geknipt, knip, laat_weg
from istandaard.standaard import Standaard

MAXIMALE_GROOTTE = 25 * 1024 * 1024
"""Bytes in one file (OP179)."""
_MAXIMALE_TEKST = 10_000_000
_MAXIMAAL_AANTAL_BEVINDINGEN = 100
_VEEL_ATTRIBUTEN = 10_000
_LANGE_TAG = re.compile(rb"<[^!?<>][^<>]{65536}")

_XSI = "http://www.w3.org/2001/XMLSchema-instance "
_CODERING = re.compile(r"utf-?8|(us-)?ascii|iso-8859-[0-9]{1,2}|windows-125[0-8]", re.IGNORECASE)
_NAAMRUIMTE = re.compile(
    r"http://www\.istandaarden\.nl/i([a-z]{1,10})/([0-9]{1,3})_([0-9]{1,3})/[a-z]+3[0-9]{2}/schema"
)
_GEEN_TEKST = "Hier mag geen tekst staan, alleen elementen."
_XML_FOUT = {
    "XML_ERROR_NO_ELEMENTS": "Het bestand is leeg of houdt te vroeg op.",
    "XML_ERROR_TAG_MISMATCH": "Een element is niet goed afgesloten.",
    "XML_ERROR_JUNK_AFTER_DOC_ELEMENT": "Na het einde van het bericht staat nog iets.",
    "XML_ERROR_UNDEFINED_ENTITY": "Er staat een entiteit in die niet bestaat.",
    "XML_ERROR_UNBOUND_PREFIX": "Een prefix heeft geen naamruimte.",
    "XML_ERROR_DUPLICATE_ATTRIBUTE": "Een attribuut staat er dubbel in.",
    "XML_ERROR_UNKNOWN_ENCODING": "De codering van het bestand is niet bekend. Gebruik UTF-8.",
}

Bron = bytes | Path | BinaryIO


class _Lezer:
    """The handlers of expat and where they are: the open element, the state in it, and the elements around it."""

    def __init__(self, standaarden: Sequence[Standaard], geknipt: Geknipt | None = None) -> None:
        self.standaarden = standaarden
        self.geknipt = geknipt
        self.parser = expat.ParserCreate(None, " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._einde
        self.tekst: list[str] = []
        self.parser.CharacterDataHandler = self.tekst.append
        self.parser.XmlDeclHandler = self._declaratie
        self.parser.StartDoctypeDeclHandler = self._doctype
        if geknipt is not None:
            self.parser.ProcessingInstructionHandler = self._reeks
        self.parser.StartNamespaceDeclHandler = self._prefix
        self.parser.EndNamespaceDeclHandler = self._prefix_einde
        self.prefixen: dict[str | None, list[str | None]] = {}
        self.gelezen: list[object] = []
        self.object: object = self.gelezen
        self.naam = ""
        self.toestand: Toestand = {}
        self.blad: Stap | None = None
        self.boven: list[tuple[Stap, object, str]] = []
        self.soort: str | None = None
        self.bevindingen: list[Bevinding] = []

    def _begin(self, naam: str, attributen: dict[str, str]) -> None:
        if self.blad is not None:
            self._stop("XSD", "In dit element mag alleen tekst staan.", self.blad.naam)
        tekst = self.tekst
        if tekst:
            if "".join(tekst).strip(WIT):
                self._stop("XSD", _GEEN_TEKST)
            tekst.clear()
        stap = self.toestand.get(naam)
        if stap is None:
            stap = self._onverwacht(naam)
        if attributen:
            self._keur_attributen(stap, attributen)
        deel = stap.deel
        if deel is None:
            self.blad = stap
            return
        self.boven.append((stap, self.object, self.naam))
        self.naam = naam
        klasse, leeg, self.toestand = deel
        if klasse is None:
            self.object = []
        else:
            nieuw = self.object = object.__new__(klasse)
            for zet, waarde in leeg:
                zet(nieuw, waarde)

    def _einde(self, _naam: str) -> None:
        stap, tekst = self.blad, self.tekst
        if stap is not None:
            inhoud = tekst[0] if len(tekst) == 1 else self._lange_tekst(stap)
            tekst.clear()
            _, self.toestand, lees, _, zet, _ = stap
            try:
                zet(self.object, lees(inhoud))
            except Waardefout as fout:
                self._meld(fout, stap)
            self.blad = None
            return
        if tekst:
            if "".join(tekst).strip(WIT):
                self._stop("XSD", _GEEN_TEKST)
            tekst.clear()
        if EINDE not in self.toestand:
            self._stop("XSD", f"Hier ontbreekt een element: {self._verwacht()}.")
        klaar = self.object
        stap, self.object, self.naam = self.boven.pop()
        self.toestand = stap.volgende
        stap.zet(self.object, tuple(klaar) if type(klaar) is list else klaar)

    def _reeks(self, _doel: str, nummer: str) -> None:
        """Lines that were read before (`reeksen`) have their place here, if a line may stand here."""
        geknipt = cast(Geknipt, self.geknipt)
        stap = self.toestand.get(geknipt.lijn)
        if stap is None or self.blad is not None:
            self._stop("XSD", f"Hier staat een element dat hier niet hoort. Verwacht: {self._verwacht()}.")
        cast("list[object]", self.object).extend(geknipt.reeksen[int(nummer)])
        self.toestand = stap.volgende

    def _lange_tekst(self, stap: Stap) -> str:
        inhoud = "".join(self.tekst)
        if len(inhoud) > _MAXIMALE_TEKST:
            self._stop("XSD", "De tekst in dit element is te lang.", stap.naam)
        return inhoud

    def _onverwacht(self, naam: str) -> Stap:
        if self.naam:
            self._stop("XSD", f"Hier staat een element dat hier niet hoort. Verwacht: {self._verwacht()}.")
        ruimte, _, lokaal = naam.rpartition(" ")
        for standaard in self.standaarden:
            for soort in standaard.berichten:
                if ruimte == standaard.naamruimte(soort) and lokaal == "Bericht":
                    self.soort = soort
                    return wortel(standaard, soort)
        wij = " en ".join(standaard.titel for standaard in self.standaarden)
        melding = f"Dit is geen bericht van {wij}: naam of naamruimte van het eerste element klopt niet."
        ander = _NAAMRUIMTE.fullmatch(ruimte)
        if ander is not None:
            titel = f"i{ander[1].capitalize()} {ander[2]}.{ander[3]}"
            if titel not in (standaard.titel for standaard in self.standaarden):
                melding = f"Dit is een bericht van {titel}. Wij lezen alleen {wij}."
        return self._stop("XSD", melding)

    def _keur_attributen(self, stap: Stap, attributen: dict[str, str]) -> None:
        """Only what XML Schema itself gives a meaning: where the schema is, and the type by its own name."""
        for attribuut, waarde in attributen.items():
            if attribuut in (_XSI + "schemaLocation", _XSI + "noNamespaceSchemaLocation"):
                continue
            prefix, _, lokaal = waarde.rpartition(":")
            ruimte = (self.prefixen.get(prefix or None) or [None])[-1]
            if attribuut != _XSI + "type" or stap.type is None or (ruimte, lokaal) != stap.type:
                self._stop("XSD", "Hier staat een attribuut dat niet is toegestaan.", stap.naam)

    def _prefix(self, prefix: str | None, ruimte: str | None) -> None:
        self.prefixen.setdefault(prefix, []).append(ruimte)

    def _prefix_einde(self, prefix: str | None) -> None:
        self.prefixen[prefix].pop()

    def _declaratie(self, versie: str, codering: str | None, _standalone: int) -> None:
        if not re.fullmatch(r"1\.[0-9]*", versie):
            self._stop("XSD", "Deze versie van XML lezen wij niet. Gebruik 1.0.")
        if codering is not None and not _CODERING.fullmatch(codering):
            self._stop("XSD", "Deze codering lezen wij niet. Gebruik UTF-8.")

    def _doctype(self, *_: object) -> None:
        self._stop("XSD", "Een DTD (DOCTYPE) is niet toegestaan.")

    def _verwacht(self) -> str:
        namen = [naam.rpartition(" ")[2] for naam in self.toestand if naam != EINDE]
        if EINDE in self.toestand:
            namen.append(f"het einde van {self.naam.rpartition(' ')[2]}")
        return " of ".join(namen)

    def _pad(self, blad: str = "") -> str:
        """The path of the open element, or of the leaf in it."""
        namen = [naam for _, _, naam in self.boven[1:]] + [self.naam, blad]
        ouders = [ouder for _, ouder, _ in self.boven] + [self.object]
        pad = ""
        for naam, ouder in zip(namen, ouders, strict=False):
            if naam:
                plek = f"[{len(ouder) + 1}]" if isinstance(ouder, list) and ouder is not self.gelezen else ""
                pad += f"/{naam.rpartition(' ')[2]}{plek}"
        return pad or "/"

    def _meld(self, fout: Waardefout, stap: Stap) -> None:
        regelnummer = self.parser.CurrentLineNumber
        self.bevindingen.append(Bevinding(1, fout.regel, None, self._pad(stap.naam), regelnummer, fout.melding))
        if len(self.bevindingen) >= _MAXIMAAL_AANTAL_BEVINDINGEN:
            raise Formaatfout(tuple(self.bevindingen), self.soort)
        stap.zet(self.object, None)  # a placeholder keeps the numbers in later paths right

    def _stop(self, regel: str, melding: str, blad: str = "") -> NoReturn:
        regelnummer = self.parser.CurrentLineNumber
        self.bevindingen.append(Bevinding(1, regel, None, self._pad(blad), regelnummer, melding))
        raise Formaatfout(tuple(self.bevindingen), self.soort)

    def verwerk(self, document: bytes) -> Bericht:
        """The message in a document. Raises Formaatfout."""
        # All that is made here stays: looking for garbage in it, time and again, makes reading a tenth slower.
        opruimen = gc.isenabled()
        gc.disable()
        try:
            self.parser.Parse(document, True)
        except expat.ExpatError as fout:
            self.soort = None
            naam = next((n for n in _XML_FOUT if getattr(expat.errors, n) == expat.ErrorString(fout.code)), "")
            self._stop("XSD", _XML_FOUT.get(naam, "Dit is geen goede XML."))
        except (LookupError, ValueError):
            # An encoding that Python does not know, or one of more bytes a character.
            self._stop("XSD", "Deze codering lezen wij niet. Gebruik UTF-8.")
        finally:
            if opruimen:
                gc.enable()
        if self.bevindingen:
            raise Formaatfout(tuple(self.bevindingen), self.soort)
        return cast(Bericht, self.gelezen[0])


def lees(standaarden: Sequence[Standaard], bron: Bron) -> Bericht:
    """The message of one of these standards in a document: its bytes, the path of a file, or an open binary file.

    Accepts what the XSD of the message accepts, in UTF-8 or another encoding of one byte a character, up to
    MAXIMALE_GROOTTE bytes (OP179). Raises Formaatfout with path, line and rule of what is wrong; never with a value.
    """
    return _lees(standaarden, bron, knip)


def lees_kop(standaarden: Sequence[Standaard], bron: Bron) -> Bericht:
    """As `lees`, for who only needs the header: the same is refused, but lines of a 323 may be missing from it."""
    return _lees(standaarden, bron, laat_weg)


def _lees(
    standaarden: Sequence[Standaard],
    bron: Bron,
    verkort: Callable[[Sequence[Standaard], bytes], Geknipt | None],
) -> Bericht:
    document = bron if isinstance(bron, bytes) else _inhoud(bron)
    if len(document) > MAXIMALE_GROOTTE:
        raise Formaatfout((Bevinding(1, "OP179", None, "/", None, "Het bestand is groter dan 25 MB."),))
    if document.count(b"=") > _VEEL_ATTRIBUTEN and _LANGE_TAG.search(document):
        # expat gathers all attributes of an element, at a great cost in memory, before anyone can refuse them.
        raise Formaatfout((Bevinding(1, "XSD", None, "/", None, "Een element heeft te veel attributen."),))
    if _is_breed(document):
        melding = "Het bestand is UTF-16 of UTF-32. Gebruik UTF-8."
        raise Formaatfout((Bevinding(1, "XSD", None, "/", 1, melding),))
    geknipt = verkort(standaarden, document)
    if geknipt is not None:
        # What is wrong, and on which line, is for the whole document to say.
        with suppress(Formaatfout):
            return _Lezer(standaarden, geknipt).verwerk(geknipt.document)
    return _Lezer(standaarden).verwerk(document)


def _inhoud(bron: Path | BinaryIO) -> bytes:
    """The bytes of a file, no more than are needed to see that it is too large."""
    if isinstance(bron, Path):
        with bron.open("rb") as bestand:
            return bestand.read(MAXIMALE_GROOTTE + 1)
    return bron.read(MAXIMALE_GROOTTE + 1)


def _is_breed(document: bytes) -> bool:
    """Whether a document is in UTF-16 or UTF-32, which expat would partly read."""
    return document[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in document[:4]
