"""The short ways through a 323 come out where the long way does: the same message, or the same findings."""

import re
from copy import deepcopy
from itertools import product
from random import Random

import pytest
from tests.istandaard import maker
from tests.istandaard.standaard import STANDAARDEN, met_standaard

import istandaard
import iwmo
from istandaard.berichten.bericht323 import Bericht323, Prestatie
from istandaard.cdt import BedragMetDC, GeslotenPeriode, Referentie
from istandaard.ldt import Code
from istandaard.lezen import _Lezer
from istandaard.reeksen import _goede_tekst, knip, laat_weg
from iwmo import voorbeeld

GOED = iwmo.schrijf(voorbeeld("WMO323"))
LIJN = GOED[GOED.index(b"<wmo323:Prestatie>") : GOED.index(b"</wmo323:Prestatie>") + len(b"</wmo323:Prestatie>")]
VEEL = GOED.replace(LIJN, b"\n  ".join([LIJN] * 40), 1)
KAAL = GOED.replace(b"<wmo323:", b"<").replace(b"</wmo323:", b"</").replace(b"xmlns:wmo323", b"xmlns")
CLIENT = b"<wmo323:Client>"

KORT = {
    "as we write it": GOED,
    "many lines": VEEL,
    "a default namespace": KAAL,
    "a BOM": b"\xef\xbb\xbf" + GOED,
    "no declaration": GOED.partition(b"\n")[2],
    "Windows line ends": VEEL.replace(b"\n", b"\r\n"),
    "where the schema is": GOED.replace(
        b"<wmo323:Bericht",
        b'<wmo323:Bericht xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="a b"',
        1,
    ),
    "a value that is written oddly": VEEL.replace(b"<wmo323:ToewijzingNummer>", b"<wmo323:ToewijzingNummer> +", 1),
    "a day of the last century": VEEL.replace(b"Begindatum>20", b"Begindatum>19", 3),
    "a line with all it may have": VEEL.replace(
        b"</iwmo:ReferentieNummer>",
        b"</iwmo:ReferentieNummer><iwmo:VorigReferentieNummer>&lt;&#x20AC;</iwmo:VorigReferentieNummer>",
        1,
    ),
    "one line that is not plain": VEEL.replace(b"<wmo323:Eenheid>", b"<wmo323:Eenheid >", 1),
}
LANG = {
    "a comment around a line": VEEL.replace(LIJN, b"<!--" + LIJN + b"-->", 1),
    "a line as text": VEEL.replace(LIJN, b"<![CDATA[" + LIJN + b"]]>", 1),
    "a DTD": GOED.replace(b"<wmo323:Bericht", b"<!DOCTYPE a><wmo323:Bericht", 1),
    "an instruction of ours": VEEL.replace(LIJN, b"<?reeks 0?>" + LIJN, 1),
    "a prefix that changes on the way": VEEL.replace(CLIENT, CLIENT[:-1] + b' xmlns:iwmo="urn:anders">', 1),
    "a namespace in the value of an attribute": GOED.replace(
        b'xmlns:iwmo="http://www.istandaarden.nl/iwmo/3_2/basisschema/schema"',
        b"a=\" xmlns:iwmo='http://www.istandaarden.nl/iwmo/3_2/basisschema/schema'\"",
    ),
    "another message": iwmo.schrijf(voorbeeld("WMO301")),
    "no lines": re.sub(rb"<wmo323:Prestatie>.*?</wmo323:Prestatie>", b"", GOED, flags=re.DOTALL),
    "a value that is wrong": VEEL.replace(b"<wmo323:Eenheid>", b"<wmo323:Eenheid>9", 1),
}
FOUT = {
    "a line in the wrong place": VEEL.replace(CLIENT, LIJN + CLIENT, 1),
    "a line in a text": VEEL.replace(b"<wmo323:Bsn>", b"<wmo323:Bsn>" + LIJN, 1),
    "text between lines": VEEL.replace(LIJN, LIJN + b"x", 1),
    "an element too many": VEEL.replace(b"</wmo323:Eenheid>", b"</wmo323:Eenheid><wmo323:Eenheid/>", 1),
    "another error far away": VEEL.replace(b"</wmo323:Bericht>", b"<wmo323:Slot/></wmo323:Bericht>"),
    "not well-formed": VEEL[:-9],
}  # fmt: skip


def uitkomst(document: bytes, *, heel: bool) -> iwmo.Bericht | tuple[iwmo.Bevinding, ...]:
    try:
        return _Lezer(STANDAARDEN).verwerk(document) if heel else istandaard.lees(STANDAARDEN, document)
    except iwmo.Formaatfout as fout:
        return fout.bevindingen


@pytest.mark.parametrize("geval", KORT)
def test_plain_lines_are_cut_out_and_come_out_the_same(geval: str) -> None:
    document = KORT[geval]
    geknipt = knip((iwmo.IWMO,), document)
    assert geknipt is not None
    assert sum(map(len, geknipt.reeksen)) >= document.count(b"Prestatie>") // 2 - 1
    assert len(geknipt.document) < len(document)
    assert iwmo.lees(document) == _Lezer((iwmo.IWMO,)).verwerk(document)


@pytest.mark.parametrize("geval", LANG)
def test_what_could_hide_a_line_goes_the_long_way(geval: str) -> None:
    assert knip((iwmo.IWMO,), LANG[geval]) is None
    assert uitkomst(LANG[geval], heel=False) == uitkomst(LANG[geval], heel=True)


@pytest.mark.parametrize("geval", FOUT)
def test_errors_are_reported_at_their_own_place(geval: str) -> None:
    gevonden = uitkomst(FOUT[geval], heel=False)
    assert isinstance(gevonden, tuple)
    assert gevonden == uitkomst(FOUT[geval], heel=True)


def test_lines_side_by_side_are_one_series() -> None:
    geknipt = knip((iwmo.IWMO,), VEEL)
    assert geknipt is not None
    assert len(geknipt.reeksen[0]) == 41


def zonder_lijnen(uitkomst: iwmo.Bericht | tuple[iwmo.Bevinding, ...]) -> object:
    if not isinstance(uitkomst, Bericht323):
        return uitkomst
    deel = uitkomst.declaratie
    rest = (deel.declaratie_nummer, deel.declaratie_periode, deel.declaratie_dagtekening, deel.totaal_ingediend_bedrag)
    return uitkomst.header, rest, [client.bsn for client in deel.clienten]


def kop(document: bytes) -> iwmo.Bericht | tuple[iwmo.Bevinding, ...]:
    try:
        return istandaard.lees_kop(STANDAARDEN, document)
    except iwmo.Formaatfout as fout:
        return fout.bevindingen


@pytest.mark.parametrize("geval", KORT | LANG | FOUT)
def test_without_lines_the_verdict_is_the_same(geval: str) -> None:
    document = (KORT | LANG | FOUT)[geval]
    assert zonder_lijnen(kop(document)) == zonder_lijnen(uitkomst(document, heel=True))


@pytest.mark.parametrize("geval", KORT)
def test_lines_that_are_right_are_left_out_unread(geval: str) -> None:
    geknipt = laat_weg((iwmo.IWMO,), KORT[geval])
    assert geknipt is not None or KORT[geval].count(b"<wmo323:Prestatie>") == 1
    bericht = kop(KORT[geval])
    assert isinstance(bericht, Bericht323)
    assert sum(len(client.prestaties) for client in bericht.declaratie.clienten) <= 3


def test_a_wrong_line_among_right_ones_is_left_in() -> None:
    document = LANG["a value that is wrong"]
    geknipt = laat_weg((iwmo.IWMO,), document)
    assert geknipt is not None
    assert geknipt.document.count(b"<wmo323:Prestatie>") == 1
    assert kop(document) == uitkomst(document, heel=True) != ()


BLADEN = {
    f"{standaard.naam} {klasse.__name__}.{veld.naam}": veld.datatype
    for standaard in STANDAARDEN
    for klasse in (Prestatie, Referentie, GeslotenPeriode, BedragMetDC)
    for veld in standaard.velden(klasse)
    if veld.datatype is not None
}
PLAT = [chr(teken) for teken in range(32, 127)]
TEKSTEN = [
    *(f"{jaar}-{maand:02}-{dag:02}" for jaar, maand, dag in product(range(1999, 2102), range(14), range(33))),
    *(f"{voor}{'9' * cijfers}" for voor in ("", "0", "-", "+", " ") for cijfers in range(15)),
    *(f"{getal:0{cijfers}}" for cijfers in (1, 2, 3) for getal in range(100)),
    *(een + ander for een, ander in product(["", *" Az;"], PLAT)),
    *("x" * lang for lang in range(40)),
    *("a\n", "é", ""),
]


@pytest.mark.parametrize("blad", BLADEN)
def test_a_text_that_is_surely_right_is_right(blad: str) -> None:
    datatype = BLADEN[blad]
    goed = [tekst for tekst in TEKSTEN if re.fullmatch(_goede_tekst(datatype), tekst.encode())]
    for tekst in goed:
        datatype.lees(tekst)
    # Of a day, a number and a text there are many; of a code as many as the list has.
    assert len(goed) >= (len(datatype.waarden) if isinstance(datatype, Code) else 200)
    assert len(goed) < len(TEKSTEN)


@met_standaard
@pytest.mark.parametrize("soort", ["WMO323", "JW323"])
def test_any_document_gets_the_same_verdict_both_ways(soort: str) -> None:
    rng = Random(f"twee wegen {soort}")
    kort = korter = 0
    for vol in (0.0, 1.0, *([0.5] * 80)):
        wortel = maker.Maker(soort, rng, vol).maak()
        for breuk in (None, *maker.BREUKEN):
            kopie = deepcopy(wortel)
            if breuk is not None:
                breuk(kopie, rng)
            document = maker.opgeschreven(kopie, rng)
            heel = uitkomst(document, heel=True)
            assert uitkomst(document, heel=False) == heel, document.decode("latin-1")
            assert zonder_lijnen(kop(document)) == zonder_lijnen(heel), document.decode("latin-1")
            kort += knip(STANDAARDEN, document) is not None
            korter += laat_weg(STANDAARDEN, document) is not None
    assert kort > 300
    assert korter > 100
