"""Reading the lines of a large 323 at a time, where they are written as plainly as software does.

Such a line holds its elements and nothing else: no attribute, comment or entity. It is cut out of the document by one
regular expression made from the model, and its place is kept by a processing instruction. The rest of the document, and
every error, is left to the reader in `lezen`, whose verdict is the only one: here nothing is refused, only left in.

`knip` gives the lines. `laat_weg` gives none: its expression holds what the texts may be, so that a line which matches
is right without being read.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from iwmo.berichten.wmo323 import Prestatie, Wmo323
from iwmo.fouten import Waardefout
from iwmo.ldt import Code, Datatype, Getal, Tekst
from iwmo.model import BASIS, Model, Samengesteld, Veld, per_klasse, velden, zetters

RUIMTE = Wmo323.naamruimte()
LIJN = f"{RUIMTE} Prestatie"
"""The element that is cut out, as expat names it."""
_WIT = rb"[ \t\r\n]*"
_TEKST = rb"([ -%'-;=?-~]+)"
"""ASCII that stands for itself: the same in each encoding that is read, and never markup."""
_GOEDE_DATUM = (
    rb"20[0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
"""The days of this century; 29 February is left to who knows the leap years."""
_ATTRIBUUT = rb"[ \t\r\n]+([\w:.-]+)" + _WIT + rb"=" + _WIT + rb"(?:\"([^\"<]*)\"|'([^'<]*)')"
_ATTRIBUTEN = re.compile(_ATTRIBUUT)
_KOP = re.compile(
    rb"(?:\xef\xbb\xbf)?(<\?xml[^<>]*\?>)?" + _WIT + rb"<(?:[A-Za-z_][\w.-]*:)?Bericht"
    rb"((?:" + _ATTRIBUUT + rb")*)" + _WIT + rb">"
)
_BLOK = 1000
"""Lines that are read together: more would not be faster, and keeps the texts of all of them at once."""
Groepen = tuple[bytes | None, ...]


@dataclass(frozen=True)
class Geknipt:
    """A document without its plain lines: at each place where some stood, `<?reeks N?>` stands for reeksen[N]."""

    document: bytes
    reeksen: list[list[object]]


def knip(document: bytes) -> Geknipt | None:
    """A 323 without its plain lines; None when it has none, or has anything in which a line could be hidden."""
    prefixen = _prefixen(document)
    if prefixen is None:
        return None
    over: list[bytes] = []
    reeksen: list[list[object]] = []
    plek = 0
    try:
        for begin, einde, lijn in _lijnen(document, _patroon(*prefixen)):
            if begin > plek or not reeksen:
                over += document[plek:begin], b"<?reeks %d?>" % len(reeksen)
                reeksen.append([])
            reeksen[-1].append(lijn)
            plek = einde
    except Waardefout:
        return None
    return Geknipt(b"".join((*over, document[plek:])), reeksen) if reeksen else None


def laat_weg(document: bytes) -> Geknipt | None:
    """A 323 without the plain lines that are surely right, which are not read; None as for `knip`."""
    prefixen = _prefixen(document)
    if prefixen is None:
        return None
    over, aantal = _patroon_van_goede(*prefixen).subn(b"<?reeks 0?>", document)
    return Geknipt(over, [[]]) if aantal else None


def _prefixen(document: bytes) -> tuple[bytes, bytes] | None:
    """The prefixes of the message and of the basisschema in a 323, None when a line could be hidden in it."""
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
    return None if ergens_anders else (eigen, basis)


@lru_cache(maxsize=16)
def _patroon(eigen: bytes, basis: bytes) -> re.Pattern[bytes]:
    """A whole line, with the white space after it, in these prefixes; a group for each text."""
    return re.compile(_lijn(eigen, basis, lambda _: _TEKST))


@lru_cache(maxsize=16)
def _patroon_van_goede(eigen: bytes, basis: bytes) -> re.Pattern[bytes]:
    """As many lines as stand together, each with texts that their datatypes surely accept."""
    return re.compile(b"(?:" + _lijn(eigen, basis, _goede_tekst) + b")+")


def _goede_tekst(datatype: Datatype) -> bytes:
    """A regular expression of texts that a datatype surely accepts: of all that software writes plainly."""
    if isinstance(datatype, Code):
        return b"(?:" + b"|".join(re.escape(code.encode()) for code in datatype.waarden) + b")"
    if isinstance(datatype, Getal):
        assert datatype.vast is None
        # As many digits as the largest number that is all nines.
        return b"[0-9]{1,%d}" % (len(str(datatype.maximum + 1)) - 1)
    if isinstance(datatype, Tekst):
        assert datatype.is_vrij
        assert datatype.maximum is not None
        return rb"[!-%%'-;=?-~][ -%%'-;=?-~]{0,%d}" % (datatype.maximum - 1)
    assert datatype.naam == "Datum"
    return _GOEDE_DATUM


def _lijn(eigen: bytes, basis: bytes, tekst: Callable[[Datatype], bytes]) -> bytes:
    """A regular expression of a whole line, with the white space after it, in these prefixes."""
    prefixen = {False: eigen + b":" if eigen else b"", True: basis + b":" if basis else b""}
    return _element(prefixen[False] + b"Prestatie", _inhoud(Prestatie, prefixen, tekst))


def _inhoud(klasse: type[Model], prefixen: dict[bool, bytes], tekst: Callable[[Datatype], bytes]) -> bytes:
    delen = [_WIT]
    for veld in velden(klasse):
        naam = prefixen[issubclass(klasse, Samengesteld)] + veld.element.encode()
        element = _element(naam, tekst(_datatype(veld)) if veld.deel is None else _inhoud(veld.deel, prefixen, tekst))
        delen.append(element if veld.verplicht else b"(?:" + element + b")?")
    return b"".join(delen)


def _datatype(blad: Veld) -> Datatype:
    assert blad.datatype is not None  # a field is a leaf or a part
    return blad.datatype


def _element(naam: bytes, inhoud: bytes) -> bytes:
    naam = re.escape(naam)
    return b"<" + naam + b">" + inhoud + b"</" + naam + b">" + _WIT


def _lijnen(document: bytes, patroon: re.Pattern[bytes]) -> Iterator[tuple[int, int, object]]:
    """The plain lines: where each begins and ends, and the line itself. Raises Waardefout."""
    gevonden = patroon.finditer(document)
    while blok := list(islice(gevonden, _BLOK)):
        lijnen = _maak(Prestatie, [each.groups() for each in blok])
        for each, lijn in zip(blok, lijnen, strict=True):
            yield each.start(), each.end(), lijn


def _maak(klasse: type[Model], teksten: Sequence[Groepen]) -> Iterator[object]:
    """Parts of a message from the texts in each, in the order of the XSD; of equal texts one part. Raises Waardefout.

    Field by field for all of them: one by one takes longer.
    """
    verschillend = dict.fromkeys(teksten)
    kolommen = list(zip(*verschillend, strict=True))
    gemaakt = [object.__new__(klasse) for _ in verschillend]
    for veld, begin, einde in _plan(klasse):
        if veld.deel is not None:
            waarden = _maak(veld.deel, list(zip(*kolommen[begin:einde], strict=True)))
        else:
            waarden = _gelezen(_datatype(veld), kolommen[begin])
        deque(map(zetters(klasse)[veld.naam], gemaakt, waarden), maxlen=0)
    return map(dict(zip(verschillend, gemaakt, strict=True)).__getitem__, teksten)


def _gelezen(datatype: Datatype, teksten: Sequence[bytes | None]) -> Iterator[object]:
    """What texts stand for; of equal texts one value. Raises Waardefout."""
    waarden = {tekst: None if tekst is None else datatype.lees(tekst.decode()) for tekst in set(teksten)}
    return map(waarden.__getitem__, teksten)


@per_klasse
def _plan(klasse: type) -> tuple[tuple[Veld, int, int], ...]:
    """The fields of a class, and where the texts of each begin and end among its own."""
    plan = []
    einde = 0
    for veld in velden(klasse):
        begin, einde = einde, einde + (1 if veld.deel is None else _plan(veld.deel)[-1][2])
        plan.append((veld, begin, einde))
    return tuple(plan)
