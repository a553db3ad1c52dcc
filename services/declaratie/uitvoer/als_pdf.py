"""PDF: the same tables on paper."""

from collections.abc import Sequence
from datetime import datetime

from fpdf import FPDF

from bladen import Blad, Cel

LETTER = "Helvetica"
RIJ = 5
"""Height of a row in millimetres."""


class _Vellen(FPDF):
    """Pages with their number below."""

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font(LETTER, size=7)
        self.cell(0, RIJ, f"{self.page_no()} / {{nb}}", align="R")


def als_pdf(titel: str, bladen: Sequence[Blad], gemaakt_op: datetime, *, compress: bool = True) -> bytes:
    """The tables below each other, made at `gemaakt_op`: the same tables give the same bytes."""
    pdf = _Vellen(orientation="landscape", format="A4")
    pdf.set_compression(compress)
    pdf.set_title(titel)
    pdf.set_lang("nl")
    pdf.set_creation_date(gemaakt_op)
    pdf.add_page()
    pdf.set_font(LETTER, style="B", size=14)
    pdf.cell(0, 10, titel, new_x="LMARGIN", new_y="NEXT")
    for blad in bladen:
        _tabel(pdf, blad)
    return bytes(pdf.output())


def _tabel(pdf: FPDF, blad: Blad) -> None:
    pdf.set_font(LETTER, style="B", size=10)
    pdf.cell(0, 9, blad.titel, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(LETTER, size=7)
    breedtes = [_breedte(pdf, blad, kolom) for kolom in range(len(blad.kop))]
    width = min(pdf.epw, sum(breedtes))
    with pdf.table(col_widths=breedtes, width=width, align="LEFT", text_align="LEFT", line_height=RIJ) as tabel:
        for rij in [blad.kop, *blad.rijen]:
            cellen = tabel.row()
            for cel in rij:
                cellen.cell(_tekst(cel), align="LEFT" if isinstance(cel, str) else "RIGHT")


def _breedte(pdf: FPDF, blad: Blad, kolom: int) -> float:
    """As wide as its widest text, in millimetres, within the page."""
    teksten = (_tekst(rij[kolom]) for rij in [blad.kop, *blad.rijen])
    return min(max(pdf.get_string_width(tekst) for tekst in teksten) + 5, pdf.epw)


def _tekst(cel: Cel) -> str:
    """Texts come from messages and may hold characters that the built-in letters of a PDF do not have."""
    return str(cel).encode("latin-1", "replace").decode("latin-1")
