# ruff: noqa: E501 — a case is a line
"""Hostile and broken documents: each a clear refusal, never another error, never with a value in its text."""

import io
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import iwmo
from iwmo import voorbeeld

MB = 1 << 20
GOED = iwmo.schrijf(voorbeeld("WMO301"))
COMMENTAAR = b"Belt liever niet."
VOLUME = b">3</iwmo:Volume>"
KOP = b"<wmo301:Header>"


def lach(diep: int) -> bytes:
    """A billion laughs: each entity ten times the one before."""
    entiteiten = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, diep))
    return f'<?xml version="1.0"?><!DOCTYPE lach [<!ENTITY l0 "lol">{entiteiten}]><lach>&l{diep - 1};</lach>'.encode()


GEWEIGERD = {
    "nothing": (b"", "leeg"),
    "a megabyte of random bytes": (Random(1).randbytes(MB), "geen goede XML"),
    "millions of nested elements": (b"<a>" * (8 * MB), "geen bericht van iWmo 3.2"),
    "ten million nested elements": (b"<a>" * 10_000_000, "groter dan 25 MB"),
    "millions of nested elements in a message": (
        GOED.partition(b"<wmo301:Bsn>")[0] + b"<wmo301:Client>" * MB,
        "element dat hier niet hoort",
    ),
    "a billion laughs": (lach(12), "DOCTYPE"),
    "an outside DTD": (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "DOCTYPE"),
    "an entity": (GOED.replace(COMMENTAAR, b"&geheim;"), "entiteit"),
    "a 26 MB file": (GOED + b" " * (26 * MB), "groter dan 25 MB"),
    "UTF-16": (GOED.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "Gebruik UTF-8"),
    "UTF-16 without BOM": (GOED.decode().replace("UTF-8", "UTF-16").encode("utf-16-le"), "Gebruik UTF-8"),
    "UTF-32": (GOED.decode().replace("UTF-8", "UTF-32").encode("utf-32"), "Gebruik UTF-8"),
    "Shift-JIS": (GOED.replace(b"UTF-8", b"Shift_JIS"), "Gebruik UTF-8"),
    "an unknown encoding": (GOED.replace(b"UTF-8", b"klinkers"), "Gebruik UTF-8"),
    "ISO 8859-12, which was never made": (GOED.replace(b"UTF-8", b"ISO-8859-12"), "Gebruik UTF-8"),
    "Latin-1 that says UTF-8": (GOED.replace(COMMENTAAR, b"Ren\xe9"), "geen goede XML"),
    "an overlong NUL": (GOED.replace(COMMENTAAR, b"\xc0\x80"), "geen goede XML"),
    "XML 2.0": (GOED.replace(b'version="1.0"', b'version="2.0"'), "versie van XML"),
    "iWmo 3.1": (GOED.replace(b"/3_2/", b"/3_1/"), "iWmo 3.1"),
    "a message of another standard": (GOED.replace(b"/iwmo/", b"/ijw/"), "Dit is een bericht van iJw 3.2. Wij lezen alleen iWmo 3.2."),
    "trailing bytes": (GOED + b"\0", "geen goede XML"),
    "a second message": (GOED + GOED.partition(b"\n")[2], "nog iets"),
    "cut off": (GOED[:-20], "geen goede XML"),
    "an element not closed": (GOED.replace(b"</wmo301:Bsn>", b"", 1), "alleen tekst"),
    "an element closed by another": (GOED.replace(b"</wmo301:Bsn>", b"</wmo301:Naam>", 1), "niet goed afgesloten"),
    "an unknown prefix": (GOED.replace(b"wmo301:Bsn", b"x:Bsn"), "prefix"),
    "a huge text": (GOED.replace(COMMENTAAR, b"x" * (20 * MB)), "te lang"),
    "a huge number": (GOED.replace(VOLUME, b">" + b"9" * (5 * MB) + b"</iwmo:Volume>"), "hoogstens 99999999"),
    "a number over the 4300 digits of Python": (GOED.replace(VOLUME, b">+" + b"9" * 5000 + b"</iwmo:Volume>"), "hoogstens"),
    "a huge year": (GOED.replace(b"2025-12-15", b"9" * (5 * MB) + b"-12-15"), "JJJJ-MM-DD"),
    "a huge attribute": (GOED.replace(KOP, b'<wmo301:Header a="' + b"x" * (20 * MB) + b'">'), "attribuut"),
    "a million attributes": (
        GOED.replace(KOP, b"<wmo301:Header " + b" ".join(b'a%d=""' % n for n in range(MB)) + b">"),
        "te veel attributen",
    ),
}  # fmt: skip


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_is_refused_with_a_reason(geval: str) -> None:
    document, reden = GEWEIGERD[geval]
    with pytest.raises(iwmo.Formaatfout) as gevangen:
        iwmo.lees(document)
    assert reden in gevangen.value.melding
    assert len(str(gevangen.value)) < 300


AANVAARD = {
    "a BOM": b"\xef\xbb\xbf" + GOED,
    "Latin-1": GOED.decode().replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    "Windows-1252": GOED.decode().replace("UTF-8", "windows-1252").encode("cp1252"),
    "XML 1.1": GOED.replace(b'version="1.0"', b'version="1.1"'),
    "half a version, as libxml2 has it": GOED.replace(b'version="1.0"', b'version="1."'),
    "no declaration": GOED.partition(b"\n")[2],
    "white space and comments around it": GOED.replace(b"?>\n", b"?>\n <!-- a --> <?b c?>\n", 1) + b"\n<!-- d -->\n",
    "CDATA": GOED.replace(COMMENTAAR, b"<![CDATA[" + COMMENTAAR + b"]]>"),
    "character references": GOED.replace(COMMENTAAR, b"&#66;elt liever&#x20;niet."),
    "a comment in a text": GOED.replace(COMMENTAAR, b"Belt <!-- nu -->liever niet."),
    "a default namespace": GOED.replace(b"<wmo301:", b"<").replace(b"</wmo301:", b"</").replace(b"xmlns:wmo301", b"xmlns"),
    "a prefix for each element": GOED.replace(
        b"<wmo301:Client>", b'<q:Client xmlns:q="http://www.istandaarden.nl/iwmo/3_2/wmo301/schema">'
    ).replace(b"</wmo301:Client>", b"</q:Client>"),
    "zeros and a sign": GOED.replace(VOLUME, b"> +" + b"0" * 5000 + b"3\n</iwmo:Volume>"),
    "a comment of 20 MB": GOED.replace(KOP, b"<!--" + b"x" * (20 * MB) + b"-->" + KOP),
}  # fmt: skip


@pytest.mark.parametrize("geval", AANVAARD)
def test_is_read_as_what_it_says(geval: str) -> None:
    assert iwmo.lees(AANVAARD[geval]) == voorbeeld("WMO301")


def test_text_keeps_what_xml_would_change() -> None:
    bericht = iwmo.lees(GOED.replace(COMMENTAAR, b"a&#13;b\tc\n&lt;&amp;&gt;]]&gt;"))
    assert iwmo.naar_json(bericht)["client"]["commentaar"] == "a\rb\tc\n<&>]]>"
    assert iwmo.lees(iwmo.schrijf(bericht)) == bericht


def test_a_path_and_an_open_file(tmp_path: Path) -> None:
    pad = tmp_path / "301.xml"
    pad.write_bytes(GOED)
    assert iwmo.lees(pad) == iwmo.lees(io.BytesIO(GOED)) == iwmo.lees(GOED)
    pad.write_bytes(GOED + b" " * (26 * MB))
    with pytest.raises(iwmo.Formaatfout, match="groter dan 25 MB"):
        iwmo.lees(pad)


def test_a_format_error_names_path_line_rule_and_what_is_expected() -> None:
    kapot = (
        GOED.replace(b"999900006", b"12")
        .replace(b">0363<", b">Amsterdam<")
        .replace(b">3</iwmo:Volume>", b">3,5</iwmo:Volume>")
    )
    with pytest.raises(iwmo.Formaatfout) as gevangen:
        iwmo.lees(kapot)
    assert gevangen.value.bericht == "WMO301"
    assert [(b.regel, b.pad, b.regelnummer) for b in gevangen.value.bevindingen] == [
        ("RS035", "/Bericht/Header/Afzender", 3),
        ("RS037", "/Bericht/Client/Bsn", 4),
        ("XSD", "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang/Volume", 9),
    ]
    assert gevangen.value.melding == "Vul 4 cijfers in."
    assert {(b.niveau, b.retourcode) for b in gevangen.value.bevindingen} == {(1, None)}


@pytest.mark.parametrize(
    ("goed", "fout", "regel"),
    [
        (b"BerichtVersie>3<", b"BerichtVersie>4<", "CS025"),
        (b"BerichtSubversie>2<", b"BerichtSubversie>3<", "CS015"),
        (b"DeclaratieNummer>D202601<", b"DeclaratieNummer>D 2026<", "CS319"),
    ],
)
def test_a_constraint_of_the_format_is_named(goed: bytes, fout: bytes, regel: str) -> None:
    document = iwmo.schrijf(voorbeeld("WMO323"))
    with pytest.raises(iwmo.Formaatfout) as gevonden:
        iwmo.lees(document.replace(goed, fout, 1))
    assert [each.regel for each in gevonden.value.bevindingen] == [regel]


def test_a_missing_element_is_named() -> None:
    zonder = GOED.replace(b"<wmo301:Geslacht>2</wmo301:Geslacht>", b"", 1)
    with pytest.raises(iwmo.Formaatfout, match="Verwacht: Geslacht"):
        iwmo.lees(zonder)
    start, _, rest = iwmo.schrijf(voorbeeld("WMO305")).partition(b"<wmo305:StatusAanlevering>")
    zonder = start + rest.partition(b"</wmo305:StatusAanlevering>")[2]
    with pytest.raises(iwmo.Formaatfout) as gevangen:
        iwmo.lees(zonder)
    assert gevangen.value.melding == "Hier ontbreekt een element: StatusAanlevering."
    assert gevangen.value.pad == "/Bericht/Client/StartProducten/StartProduct[1]"


def test_an_element_in_a_text_is_found_in_that_text() -> None:
    with pytest.raises(iwmo.Formaatfout) as gevangen:
        iwmo.lees(GOED.replace(b"</wmo301:Bsn>", b"<a/></wmo301:Bsn>", 1))
    assert gevangen.value.pad == "/Bericht/Client/Bsn"


def test_findings_stop_at_a_hundred() -> None:
    relatie = GOED[GOED.index(b"<wmo301:Relatie>") : GOED.index(b"</wmo301:Relaties>")].replace(b">15<", b">99<", 1)
    with pytest.raises(iwmo.Formaatfout) as gevangen:
        iwmo.lees(GOED.replace(b"</wmo301:Relaties>", relatie * 500 + b"</wmo301:Relaties>"))
    assert len(gevangen.value.bevindingen) == 100


def oordeel(document: bytes) -> str:
    """Reads without any error but a format error; what it says of it."""
    try:
        iwmo.lees(document)
    except iwmo.Formaatfout as fout:
        return f"{fout} {fout.bevindingen}"
    return ""


@given(st.binary(max_size=400))
def test_any_bytes_get_a_verdict(document: bytes) -> None:
    assert oordeel(document)


SNIPPERS = st.sampled_from(
    [b"<", b">", b"/", b"&", b'"', b"'", b"\0", b"\xff", b"\xef\xbb\xbf", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<?a ?>",
     b"<!DOCTYPE a>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&#0;", b"&#55555;", b"&b;", b' xmlns=""', b' xmlns:wmo301="u"',
     b"<a/>", b"999900006", b"\xc2\xa0", b" ", b"\r"]
)  # fmt: skip
INGREPEN = st.lists(
    st.tuples(st.integers(0, len(GOED)), st.integers(0, 40), SNIPPERS | st.binary(max_size=4)), max_size=4
)


@settings(max_examples=400)
@given(INGREPEN)
def test_a_mangled_message_gets_a_verdict_that_leaks_nothing(ingrepen: list[tuple[int, int, bytes]]) -> None:
    document = GOED
    for plek, lengte, snipper in ingrepen:
        document = document[:plek] + snipper + document[plek + lengte :]
    gezegd = oordeel(document)
    assert "999900006" not in gezegd
    assert "Belt" not in gezegd
    assert "1950" not in gezegd
