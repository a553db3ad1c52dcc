"""Tables as files: no formula, no lost zero, and what is written reads back."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bladen import CSV, XLSX, BestandFout, Blad, Cel, Deel, Euro, Maand, lees, schrijf

NU = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
FORMULES = ("=1+1", "+31", "-5", "@SUM(A1)", "\t=1", "\r=1")
RIJ: tuple[Cel, ...] = ("0034", 12, Euro(-123456), date(2026, 1, 31), Maand(date(2026, 1, 5)), Deel(0.125), 1.5, None)
KOP = ("Code", "Aantal", "Bedrag", "Dag", "Maand", "Deel", "Getal", "Niets")


def test_csv_as_dutch_excel_opens_it() -> None:
    inhoud = schrijf(CSV, [Blad("Een", KOP, [RIJ])], NU)
    assert inhoud.startswith(b"\xef\xbb\xbf")
    assert inhoud.decode("utf-8-sig").splitlines() == [
        ";".join(KOP),
        "0034;12;-1234,56;2026-01-31;2026-01;0,125;1,5;",
    ]


def test_several_tables_stand_under_each_other_in_csv_and_on_sheets_in_xlsx() -> None:
    bladen = [Blad("Een", ("A",), [("1",)]), Blad("Twee", ("B",), [("2",)])]
    assert schrijf(CSV, bladen, NU).decode("utf-8-sig").splitlines() == ["Een", "A", "1", "", "Twee", "B", "2"]
    assert openpyxl.load_workbook(io.BytesIO(schrijf(XLSX, bladen, NU))).sheetnames == ["Een", "Twee"]


def test_xlsx_keeps_texts_as_texts_and_amounts_as_numbers() -> None:
    blad = openpyxl.load_workbook(io.BytesIO(schrijf(XLSX, [Blad("Een", KOP, [RIJ])], NU))).worksheets[0]
    _, rij = blad.iter_rows()
    dagen = (datetime(2026, 1, 31), datetime(2026, 1, 5))  # noqa: DTZ001
    assert [cel.value for cel in rij] == ["0034", 12, -1234.56, *dagen, 0.125, 1.5, None]
    assert [cel.number_format for cel in rij[2:6]] == ["#,##0.00", "dd-mm-yyyy", "yyyy-mm", "0.0%"]


@pytest.mark.parametrize("tekst", FORMULES)
def test_a_text_is_never_a_formula(tekst: str) -> None:
    """In CSV it gets a quote, in XLSX it is a text; a negative amount stays a number."""
    blad = Blad("Een", ("A", "B"), [(tekst, Euro(-100))])
    rijen = list(csv.reader(io.StringIO(schrijf(CSV, [blad], NU).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rijen[1] == [f"'{tekst}", "-1,00"]
    werkblad = openpyxl.load_workbook(io.BytesIO(schrijf(XLSX, [blad], NU))).worksheets[0]
    assert werkblad["A2"].data_type == "s"


def test_the_same_tables_give_the_same_bytes() -> None:
    for vorm in (CSV, XLSX):
        een, ander = (schrijf(vorm, [Blad("Een", KOP, [RIJ])], NU) for _ in range(2))
        assert een == ander


TEKSTEN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(
    lambda tekst: tekst == tekst.strip()
)


@given(st.lists(st.tuples(TEKSTEN, TEKSTEN | st.sampled_from(FORMULES[:4])), min_size=1, max_size=5))
def test_what_is_written_reads_back(rijen: list[tuple[str, str]]) -> None:
    for vorm in (CSV, XLSX):
        gelezen = lees(vorm, schrijf(vorm, [Blad("Een", ("a", "b"), rijen)], NU), ("a", "b"))
        assert [tuple(cellen.values()) for _, cellen in gelezen] == rijen


@pytest.mark.parametrize(
    ("vorm", "inhoud", "reden"),
    [
        (CSV, b"", "leeg"),
        (CSV, b"\xff\xfe", "UTF-8"),
        (CSV, b'a;b\r\n"open', "UTF-8"),
        (CSV, b"a;c\r\n1;2\r\n", "ontbreken de kolommen: b"),
        (XLSX, b"geen werkblad", "geen XLSX"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(vorm: str, inhoud: bytes, reden: str) -> None:
    with pytest.raises(BestandFout, match=reden):
        lees(vorm, inhoud, ("a", "b"))


def test_a_workbook_that_unpacks_to_far_more_is_not_read() -> None:
    bom = io.BytesIO()
    with zipfile.ZipFile(bom, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_001)
    with pytest.raises(BestandFout, match="te groot"):
        lees(XLSX, bom.getvalue(), ("a",))


def test_rows_are_counted_as_a_spreadsheet_does_and_empty_ones_left_out() -> None:
    """With commas too, as other programs write them."""
    assert lees(CSV, b"A,B\r\n\r\n1,2\r\n , \r\n3\r\n", ("a",)) == [(3, {"a": "1", "b": "2"}), (5, {"a": "3", "b": ""})]
