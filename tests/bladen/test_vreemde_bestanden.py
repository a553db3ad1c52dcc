"""Workbooks of strangers: what is damaged, foreign or made to hurt is refused with a sentence, within bounds."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bladen import XLSX, BestandFout, Blad, lees, schrijf
from bladen.lezen import MAX_BYTES, MAX_KOLOMMEN, MAX_RIJEN

OP = datetime(2026, 1, 1, tzinfo=UTC)
GOED = schrijf(XLSX, [Blad("blad", ["a", "b"], [["x", "y"]])], OP)
BLAD = "xl/worksheets/sheet1.xml"
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def met(naam: str, maak: Callable[[bytes], bytes | None]) -> bytes:
    """The good workbook with one part made anew, or left out."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOED)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        delen = {each: oud.read(each) for each in oud.namelist()}
        inhoud = maak(delen.pop(naam, b""))
        for each, tekst in delen.items():
            nieuw.writestr(each, tekst)
        if inhoud is not None:
            nieuw.writestr(naam, inhoud)
    return uit.getvalue()


def blad(*rijen: str) -> bytes:
    return met(BLAD, lambda _: f'<worksheet xmlns="{NS}"><sheetData>{"".join(rijen)}</sheetData></worksheet>'.encode())


def cel(plek: str, rij: int) -> str:
    return f'<row r="{rij}"><c r="{plek}" t="inlineStr"><is><t>a</t></is></c></row>'


LACHEN = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
VREEMD = {
    "empty": b"",
    "text": b"a;b",
    "half": GOED[: len(GOED) // 2],
    "zip of nothing": met(BLAD, lambda _: None),
    "no workbook": met("xl/workbook.xml", lambda _: None),
    "no types": met("[Content_Types].xml", lambda _: None),
    "no relations": met("xl/_rels/workbook.xml.rels", lambda _: None),
    "sheet is no xml": met(BLAD, lambda _: b"geen xml"),
    "sheet is cut off": met(BLAD, lambda oud: oud[: len(oud) // 2]),
    "a cell nowhere": blad('<row r="1"><c r="?"><v>1</v></c></row>'),
    "a string that is not there": blad('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
    "a number that is none": blad('<row r="1"><c r="A1" t="n"><v>een</v></c></row>'),
    "a day that is none": blad('<row r="1"><c r="A1" t="d"><v>2026-02-30</v></c></row>'),
    "styles are no xml": met("xl/styles.xml", lambda _: b"<"),
    "changed bytes": GOED[:200] + bytes(40) + GOED[240:],
}
TE_VEEL = {
    "the last row of a million": blad(cel("A1", 1), cel("A1048576", 1048576)),
    "large once unpacked": met("xl/media/a.bin", lambda _: bytes(MAX_BYTES + 1)),
    "a DTD": met(BLAD, lambda oud: oud.replace(b"<worksheet", LACHEN + b"<worksheet", 1)),
    "a DTD in another alphabet": met(BLAD, lambda oud: (LACHEN + oud).decode().encode("utf-16")),
    "a link": met("xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>"),
}


@pytest.mark.parametrize("naam", VREEMD)
def test_a_damaged_or_foreign_workbook_is_refused_with_a_sentence(naam: str) -> None:
    with pytest.raises(BestandFout, match=r"\.$"):
        lees(XLSX, VREEMD[naam], ["a"])


@pytest.mark.parametrize("naam", TE_VEEL)
def test_a_workbook_made_to_hurt_is_refused_within_bounds(naam: str) -> None:
    tracemalloc.start()
    with pytest.raises(BestandFout, match=r"te groot|verwijst naar andere|hoort"):
        lees(XLSX, TE_VEEL[naam], ["a"])
    _, piek = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert piek < 3 * MAX_BYTES


def test_what_stands_far_to_the_right_is_not_read() -> None:
    rijen = [cel(f"XFD{each}", each) for each in range(2, 2000)]
    tracemalloc.start()
    kop = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    assert lees(XLSX, blad(kop, *rijen), ["a"]) == []
    _, piek = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert piek < MAX_BYTES


def test_a_workbook_within_the_bounds_is_read() -> None:
    gelezen = lees(XLSX, GOED, ["a"])
    assert gelezen == [(2, {"a": "x", "b": "y"})]
    rijen = [["x"]] * (MAX_RIJEN - 1)
    vol = schrijf(XLSX, [Blad("blad", [str(each) for each in range(MAX_KOLOMMEN)], rijen)], OP)
    assert len(lees(XLSX, vol, ["0"])) == MAX_RIJEN - 1
    meer = schrijf(XLSX, [Blad("blad", ["0"], [*rijen, ["x"]])], OP)
    with pytest.raises(BestandFout, match="te groot"):
        lees(XLSX, meer, ["0"])
