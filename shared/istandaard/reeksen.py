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
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from istandaard.berichten.bericht323 import Bericht323, Prestatie
from istandaard.fouten import Waardefout
from istandaard.ldt import Code, Datatype, Getal, Tekst
from istandaard.model import Model, Samengesteld, Veld, velden, zetters
from istandaard.standaard import Standaard

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
    """A document without its plain lines: at each place where some stood, `<?reeks N?>` stands for reeksen[N].

    lijn is the element that was cut out, as expat names it.
    """

    document: bytes
    reeksen: list[list[object]]
    lijn: str


def knip(standaarden: Sequence[Standaard], document: bytes) -> Geknipt | None:
    """A 323 without its plain lines; None when it has none, or has anything in which a line could be hidden."""
    vorm = _vorm(standaarden, document)
    if vorm is None:
        return None
    over: list[bytes] = []
    reeksen: list[list[object]] = []
    plek = 0
    try:
        for begin, einde, lijn in _lijnen(document, vorm):
            if begin > plek or not reeksen:
                over += document[plek:begin], b"<?reeks %d?>" % len(reeksen)
                reeksen.append([])
            reeksen[-1].append(lijn)
            plek = einde
    except Waardefout:
        return None
    return Geknipt(b"".join((*over, document[plek:])), reeksen, vorm.lijn) if reeksen else None


def laat_weg(standaarden: Sequence[Standaard], document: bytes) -> Geknipt | None:
    """A 323 without the plain lines that are surely right, which are not read; None as for `knip`."""
    vorm = _vorm(standaarden, document)
    if vorm is None:
        return None
    over, aantal = _patroon_van_goede(vorm).subn(b"<?reeks 0?>", document)
    return Geknipt(over, [[]], vorm.lijn) if aantal else None


class _Vorm(NamedTuple):
    """How a 323 is written: of which standard, with which prefixes of the message and of the basisschema."""

    standaard: Standaard
    eigen: bytes
    basis: bytes

    @property
    def lijn(self) -> str:
        return f"{_ruimte(self.standaard)} Prestatie"


def _ruimte(standaard: Standaard) -> str:
    return standaard.naamruimte(standaard.code(Bericht323.NUMMER).name)


def _vorm(standaarden: Sequence[Standaard], document: bytes) -> _Vorm | None:
    """None for what is no 323 of one of these, or one in which a line could be hidden."""
    kop = _KOP.match(document)
    if kop is None:
        return None
    attributen = {naam: dubbel or enkel for naam, dubbel, enkel in _ATTRIBUTEN.findall(kop[2])}
    prefixen = {ruimte: naam[6:] for naam, ruimte in attributen.items() if naam[:6] in (b"xmlns", b"xmlns:")}
    ergens_anders = (
        document.count(b"<!") or document.count(b"<?") > bool(kop[1]) or document.count(b"xmlns") > len(prefixen)
    )
    for standaard in standaarden:
        eigen, basis = (prefixen.get(ruimte.encode()) for ruimte in (_ruimte(standaard), standaard.basis))
        if eigen is not None and basis is not None and not ergens_anders:
            return _Vorm(standaard, eigen, basis)
    return None


@lru_cache(maxsize=16)
def _patroon(vorm: _Vorm) -> re.Pattern[bytes]:
    """A whole line, with the white space after it, in these prefixes; a group for each text."""
    return re.compile(_lijn(vorm, lambda _: _TEKST))


@lru_cache(maxsize=16)
def _patroon_van_goede(vorm: _Vorm) -> re.Pattern[bytes]:
    """As many lines as stand together, each with texts that their datatypes surely accept."""
    return re.compile(b"(?:" + _lijn(vorm, _goede_tekst) + b")+")


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


def _lijn(vorm: _Vorm, tekst: Callable[[Datatype], bytes]) -> bytes:
    """A regular expression of a whole line, with the white space after it, in these prefixes."""
    prefixen = {False: vorm.eigen + b":" if vorm.eigen else b"", True: vorm.basis + b":" if vorm.basis else b""}
    return _element(prefixen[False] + b"Prestatie", _inhoud(vorm.standaard, Prestatie, prefixen, tekst))


def _inhoud(
    standaard: Standaard, klasse: type[Model], prefixen: dict[bool, bytes], tekst: Callable[[Datatype], bytes]
) -> bytes:
    delen = [_WIT]
    for veld in standaard.velden(klasse):
        naam = prefixen[issubclass(klasse, Samengesteld)] + veld.element.encode()
        blad = tekst(_datatype(veld)) if veld.deel is None else _inhoud(standaard, veld.deel, prefixen, tekst)
        element = _element(naam, blad)
        delen.append(element if veld.verplicht else b"(?:" + element + b")?")
    return b"".join(delen)


def _datatype(blad: Veld) -> Datatype:
    assert blad.datatype is not None  # a field is a leaf or a part
    return blad.datatype


def _element(naam: bytes, inhoud: bytes) -> bytes:
    naam = re.escape(naam)
    return b"<" + naam + b">" + inhoud + b"</" + naam + b">" + _WIT


def _lijnen(document: bytes, vorm: _Vorm) -> Iterator[tuple[int, int, object]]:
    """The plain lines: where each begins and ends, and the line itself. Raises Waardefout."""
    gevonden = _patroon(vorm).finditer(document)
    while blok := list(islice(gevonden, _BLOK)):
        lijnen = _maak(vorm.standaard, Prestatie, [each.groups() for each in blok])
        for each, lijn in zip(blok, lijnen, strict=True):
            yield each.start(), each.end(), lijn


def _maak(standaard: Standaard, klasse: type, teksten: Sequence[Groepen]) -> Iterator[object]:
    """Parts of a message from the texts in each, in the order of the XSD; of equal texts one part. Raises Waardefout.

    Field by field for all of them: one by one takes longer.
    """
    verschillend = dict.fromkeys(teksten)
    kolommen = list(zip(*verschillend, strict=True))
    gemaakt: list[object] = [object.__new__(klasse) for _ in verschillend]
    for veld, begin, einde in _plan(standaard, klasse):
        if veld.deel is not None:
            waarden = _maak(standaard, veld.deel, list(zip(*kolommen[begin:einde], strict=True)))
        else:
            waarden = _gelezen(_datatype(veld), kolommen[begin])
        deque(map(zetters(klasse)[veld.naam], gemaakt, waarden), maxlen=0)
    for veld in velden(klasse):
        if standaard.is_weggelaten(klasse, veld.naam):
            deque((zetters(klasse)[veld.naam](each, None) for each in gemaakt), maxlen=0)
    return map(dict(zip(verschillend, gemaakt, strict=True)).__getitem__, teksten)


def _gelezen(datatype: Datatype, teksten: Sequence[bytes | None]) -> Iterator[object]:
    """What texts stand for; of equal texts one value. Raises Waardefout."""
    waarden = {tekst: None if tekst is None else datatype.lees(tekst.decode()) for tekst in set(teksten)}
    return map(waarden.__getitem__, teksten)


@cache
def _plan(standaard: Standaard, klasse: type) -> tuple[tuple[Veld, int, int], ...]:
    """The fields of a class, and where the texts of each begin and end among its own."""
    plan = []
    einde = 0
    for veld in standaard.velden(klasse):
        deel: type | None = veld.deel
        begin, einde = einde, einde + (1 if deel is None else _plan(standaard, deel)[-1][2])
        plan.append((veld, begin, einde))
    return tuple(plan)
