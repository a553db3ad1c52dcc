"""Reading the lines of a large 323 at a time, where they are written as plainly as software does.

Such a line holds its elements and nothing else: no attribute, comment or entity. It is cut out of the document by one
regular expression made from the model, and its place is kept by a processing instruction. The rest of the document, and
every error, is left to the reader in `lezen`, whose verdict is the only one: here nothing is refused, only left in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from iwmo.berichten.wmo323 import Prestatie, Wmo323
from iwmo.fouten import Waardefout
from iwmo.model import BASIS, Model, Samengesteld, Zetter, velden, zetters

RUIMTE = Wmo323.naamruimte()
LIJN = f"{RUIMTE} Prestatie"
"""The element that is cut out, as expat names it."""
_WIT = rb"[ \t\r\n]*"
_TEKST = rb"([ -%'-;=?-~]+)"
"""ASCII that stands for itself: the same in each encoding that is read, and never markup."""
_ATTRIBUUT = rb"[ \t\r\n]+([\w:.-]+)" + _WIT + rb"=" + _WIT + rb"(?:\"([^\"<]*)\"|'([^'<]*)')"
_ATTRIBUTEN = re.compile(_ATTRIBUUT)
_KOP = re.compile(
    rb"(?:\xef\xbb\xbf)?(<\?xml[^<>]*\?>)?" + _WIT + rb"<(?:[A-Za-z_][\w.-]*:)?Bericht"
    rb"((?:" + _ATTRIBUUT + rb")*)" + _WIT + rb">"
)
_ONTHOUDEN = 1000
Groepen = tuple[bytes | None, ...]


@dataclass(frozen=True)
class Geknipt:
    """A document without its plain lines: at each place where some stood, `<?reeks N?>` stands for reeksen[N]."""

    document: bytes
    reeksen: list[list[object]]


class _Waarden(dict[Groepen, object]):
    """What texts stand for. The first ones are remembered: most values come back in many lines."""

    def __init__(self, lees: Callable[[Groepen], object]) -> None:
        self.lees = lees

    def __missing__(self, groepen: Groepen) -> object:
        waarde = self.lees(groepen)
        if len(self) < _ONTHOUDEN:
            self[groepen] = waarde
        return waarde


_Plan = tuple[tuple[Zetter, _Waarden, int, int], ...]


def knip(document: bytes) -> Geknipt | None:
    """A 323 without its plain lines; None when it has none, or has anything in which a line could be hidden."""
    kop = _KOP.match(document)
    if kop is None:
        return None
    attributen = {naam: dubbel or enkel for naam, dubbel, enkel in _ATTRIBUTEN.findall(kop[2])}
    prefixen = {ruimte: naam[6:] for naam, ruimte in attributen.items() if naam[:6] in (b"xmlns", b"xmlns:")}
    eigen, basis = (prefixen.get(ruimte.encode()) for ruimte in (RUIMTE, BASIS))
    if eigen is None or basis is None:
        return None
    ergens_anders = (
        document.count(b"<!") or document.count(b"<?") > bool(kop[1]) or document.count(b"xmlns") > len(prefixen)
    )
    return None if ergens_anders else _knip(document, eigen, basis)


def _knip(document: bytes, eigen: bytes, basis: bytes) -> Geknipt | None:
    maak = _maker(Prestatie)
    over: list[bytes] = []
    reeksen: list[list[object]] = []
    plek = 0
    try:
        for gevonden in _patroon(eigen, basis).finditer(document):
            if gevonden.start() > plek or not reeksen:
                over += document[plek : gevonden.start()], b"<?reeks %d?>" % len(reeksen)
                reeksen.append([])
            reeksen[-1].append(maak(gevonden.groups()))
            plek = gevonden.end()
    except Waardefout:
        return None
    return Geknipt(b"".join((*over, document[plek:])), reeksen) if reeksen else None


@lru_cache(maxsize=16)
def _patroon(eigen: bytes, basis: bytes) -> re.Pattern[bytes]:
    """A whole line, with the white space after it, in these prefixes; a group for each text."""
    prefixen = {False: eigen + b":" if eigen else b"", True: basis + b":" if basis else b""}
    return re.compile(_element(prefixen[False] + b"Prestatie", _inhoud(Prestatie, prefixen)))


def _inhoud(klasse: type[Model], prefixen: dict[bool, bytes]) -> bytes:
    delen = [_WIT]
    for veld in velden(klasse):
        naam = prefixen[issubclass(klasse, Samengesteld)] + veld.element.encode()
        element = _element(naam, _TEKST if veld.deel is None else _inhoud(veld.deel, prefixen))
        delen.append(element if veld.verplicht else b"(?:" + element + b")?")
    return b"".join(delen)


def _element(naam: bytes, inhoud: bytes) -> bytes:
    naam = re.escape(naam)
    return b"<" + naam + b">" + inhoud + b"</" + naam + b">" + _WIT


def _maker(klasse: type[Model]) -> Callable[[Groepen], object]:
    """Makes a part of a message from the texts in it, in the order of the XSD. Raises Waardefout."""
    plan, _ = _plan(klasse)

    def maak(groepen: Groepen) -> object:
        nieuw = object.__new__(klasse)
        for zet, waarden, begin, einde in plan:
            zet(nieuw, waarden[groepen[begin:einde]])
        return nieuw

    return maak


def _plan(klasse: type[Model]) -> tuple[_Plan, int]:
    """How each field is filled, from which of the texts; and how many texts there are."""
    plan = []
    aantal = 0
    for veld in velden(klasse):
        begin = aantal
        if veld.deel is not None:
            aantal += _plan(veld.deel)[1]
            waarden = _Waarden(_maker(veld.deel))
        else:
            assert veld.datatype is not None  # a field is a leaf or a part
            aantal += 1
            waarden = _Waarden(_lezer(veld.datatype.lees))
        plan.append((zetters(klasse)[veld.naam], waarden, begin, aantal))
    return tuple(plan), aantal


def _lezer(lees: Callable[[str], object]) -> Callable[[Groepen], object]:
    return lambda groepen: None if groepen[0] is None else lees(groepen[0].decode())
