"""The statement is a PDF that can be listened to (PDF/UA-1, as far as a machine can tell)."""

from datetime import UTC, date, datetime

import pytest
from tests.declaratie.boekjaar import Boekjaar, boekjaar
from tests.declaratie.toegankelijk import als_pdf
from tests.toegankelijk import bevindingen, plekken, voorgelezen

from bladen import Blad, Euro, Maand
from chassis.readers import Readers
from declaratie.uitvoer.als_pdf import MEEST, op_papier
from declaratie.uitvoer.als_pdf import als_pdf as als_pdf_in_een_kind
from papier import Deel, kop
from papier import op_papier as brief_op_papier

__all__ = ["boekjaar"]

NU = datetime(2026, 12, 31, 9, 30, tzinfo=UTC)
BLADEN = [
    Blad("Voorblad", ("Onderwerp", "Waarde"), [("Gemaakt op", date(2026, 12, 31)), ("Toegekend", Euro(123456789))]),
    Blad("Leeg", ("Nummer", "Bedrag"), []),
    Blad("Ondertekening", ("Namens", "Handtekening"), [("Zorg aan Zee", None)] * 60),
]


async def test_the_statement_of_a_year_can_be_listened_to(boekjaar: Boekjaar) -> None:
    await boekjaar.geef_op()
    assert bevindingen(await boekjaar.staat("pdf")) == []


def test_tables_over_several_pages_can_be_listened_to() -> None:
    assert bevindingen(als_pdf("Jaarstaat 2026", BLADEN, NU)) == []


def test_a_letter_can_be_listened_to() -> None:
    """Ours, whatever it is about; without a heading it would not do, and the look sees that."""
    assert bevindingen(brief_op_papier("Brief", "1", [[kop("Brief", 14), Deel("Een woord.")]], NU)) == []
    assert bevindingen(brief_op_papier("Brief", "1", [[Deel("Een woord.")]], NU)) == ["no heading"]


@pytest.mark.parametrize(
    ("van", "naar", "bevinding"),
    [
        (b"/Marked true", b"/Xarked true", "not tagged"),
        (b"/Lang(nl-NL)", b"/Xang(nl-NL)", "no language"),
        (b"/DisplayDocTitle true", b"/XisplayDocTitle true", "shows the name of the file and not its title"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>2<", "does not say that it is PDF/UA-1"),
        (b"<dc:title>", b"<dc:xitle>", "no title"),
        (b"/Scope/Column", b"/Scope/Kolomm", "a heading of a table that does not say what it is of"),
        (b"/S/TH", b"/S/TD", "a table without headings"),
        (b"/StructTreeRoot ", b"/StructTreeWeg ", "no structure"),
    ],
)
def test_what_is_taken_away_is_missed(van: bytes, naar: bytes, bevinding: str) -> None:
    heel = als_pdf("Jaarstaat 2026", BLADEN[:1], NU)
    stuk = heel.replace(van, naar).replace(b"</dc:title>", b"</dc:xitle>" if b"xitle" in naar else b"</dc:title>")
    assert stuk != heel
    assert bevinding in bevindingen(stuk)


def test_numbers_and_days_are_written_as_in_a_dutch_letter() -> None:
    gelezen = voorgelezen(als_pdf("Jaarstaat 2026", BLADEN, NU))
    assert "Gemaakt op 31 december 2026" in gelezen
    assert "Toegekend 1.234.567,89" in gelezen
    assert "Jaarstaat 2026, bladzijde 1 van " in gelezen


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        (Euro(-5), "-0,05"),
        (Euro(-123456), "-1.234,56"),
        (Euro(99), "0,99"),
        (Euro(0), "0,00"),
        (-1234567, "-1.234.567"),
        (0, "0"),
        (date(2026, 1, 1), "1 januari 2026"),
        (Maand(date(2026, 3, 9)), "maart 2026"),
        ("*vet* #let x = 1", "*vet* #let x = 1"),
        ("Łukasz 漢", "Łukasz ?"),
    ],
)
def test_a_cell_on_paper(cel: str | int | date | Euro | Maand, tekst: str) -> None:
    assert op_papier(cel) == tekst


def test_what_stands_in_a_cell_is_text_and_never_code() -> None:
    teksten = ('#panic("x")', "$ x $", "= Kop", '#read("/etc/passwd")', "\x00漢字☃", "a\\b")
    gelezen = voorgelezen(als_pdf("#panic()", [Blad("#x", ("*A*",), [(each,) for each in teksten])], NU))
    for each in ('#panic("x")', "$ x $", "= Kop", '#read("/etc/passwd")', "a\\b", "#panic()", "*A*"):
        assert each in gelezen


def test_the_same_tables_give_the_same_bytes() -> None:
    assert als_pdf("Jaarstaat 2026", BLADEN, NU) == als_pdf("Jaarstaat 2026", BLADEN, NU)


def test_what_is_long_stays_on_the_paper() -> None:
    """A word without a space goes on below it, and a row that is higher than a page on the next one."""
    lang = "x" * 900
    teksten = tuple(" ".join([f"{each}"] * 300) for each in range(10, 18))
    inhoud = als_pdf("Jaarstaat 2026", [Blad("Blad", tuple("ABCDEFGHI"), [(lang, *teksten)] * 3)], NU)
    assert bevindingen(inhoud) == []
    gelezen = voorgelezen(inhoud)
    assert gelezen.count("x") == 3 * len(lang)
    assert [gelezen.split().count(each[:2]) for each in teksten] == [900] * 8
    assert all(0 <= x <= 842 and 0 <= y <= 595 for x, y in plekken(inhoud))


@pytest.mark.parametrize(("rijen", "op_papier_"), [(MEEST, True), (MEEST + 1, False)])
def test_a_table_that_nobody_reads_to_its_end_is_not_on_paper(rijen: int, op_papier_: bool) -> None:
    inhoud = als_pdf("Jaarstaat 2026", [Blad("Declaraties", ("Nummer",), [(f"D{each}",) for each in range(rijen)])], NU)
    assert bevindingen(inhoud) == []
    gelezen = voorgelezen(inhoud)
    assert (f"D{rijen - 1}" in gelezen.split()) is op_papier_
    assert ("Deze tabel heeft 501 rijen. Zij staat in het CSV-bestand" in gelezen) is not op_papier_


async def test_what_takes_memory_is_done_by_a_child_that_gives_it_back() -> None:
    """Typst keeps what it worked out for the last ten: a child would be at its limit with the second large one."""
    readers, rij = Readers(), tuple(f"{each} of a row with some words" for each in range(12))
    bladen = [Blad(f"Blad {each}", tuple("ABCDEFGHIJKL"), [rij] * MEEST) for each in range(3)]
    eerste = await als_pdf_in_een_kind(readers, "Jaarstaat 2026", bladen, NU)
    for nummer in range(4):
        await als_pdf_in_een_kind(readers, f"Jaarstaat {nummer}", bladen, NU)
    assert await als_pdf_in_een_kind(readers, "Jaarstaat 2026", bladen, NU) == eerste
    await readers.close()
